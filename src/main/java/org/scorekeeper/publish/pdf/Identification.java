package org.scorekeeper.publish.pdf;

import com.lowagie.text.pdf.PdfWriter;
import java.nio.charset.StandardCharsets;
import net.sf.jasperreports.pdf.PdfXmpCreator;
import net.sf.jasperreports.pdf.type.PdfaConformanceEnum;

/**
 * Which standards a file keeps, as its metadata say: besides PDF/A-2a, which the engine writes, PDF/UA-1. An archive wants every
 * property explained that its standard does not know (ISO 19005-2, 6.6.2.3), so this one is.
 */
final class Identification {
    private static final String END = "</rdf:RDF>";
    private static final String UNIVERSAL_ACCESS = """
            <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
            <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
            <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
            <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
            <pdfaProperty:category>internal</pdfaProperty:category>\
            <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
            </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
            """;

    private Identification() {}

    static void put(PdfWriter writer) {
        String metadata = new String(
                PdfXmpCreator.createXmpMetadata(writer, PdfaConformanceEnum.PDFA_2A), StandardCharsets.UTF_8);
        writer.setXmpMetadata(metadata.replace(END, UNIVERSAL_ACCESS + END).getBytes(StandardCharsets.UTF_8));
    }
}
