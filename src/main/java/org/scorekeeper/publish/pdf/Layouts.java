package org.scorekeeper.publish.pdf;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRTemplate;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.engine.xml.JRXmlTemplateLoader;
import org.jspecify.annotations.Nullable;

/** The compiled layouts, loaded once; they are read only and serve several threads. */
final class Layouts {
    private static final String STYLES = "documents.jrtx";

    private final Map<String, JasperReport> loaded = new HashMap<>();
    private @Nullable JRTemplate styles;

    /** Loaded when the first document is made: on most nights none is. */
    synchronized JRTemplate styles() {
        JRTemplate known = styles;
        if (known == null) {
            try (InputStream in = open(STYLES)) {
                known = JRXmlTemplateLoader.getInstance(DefaultJasperReportsContext.getInstance())
                        .loadTemplate(in);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            styles = known;
        }
        return known;
    }

    /** The layout of a name, such as {@code levels}. */
    synchronized JasperReport get(String name) {
        return loaded.computeIfAbsent(name, Layouts::load);
    }

    private static JasperReport load(String name) {
        try (InputStream in = open(name + ".jasper")) {
            return (JasperReport) JRLoader.loadObject(in);
        } catch (JRException | java.io.IOException e) {
            throw new IllegalStateException("The layout " + name + " of this build is broken.", e);
        }
    }

    private static InputStream open(String file) {
        InputStream in = Layouts.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("This build lacks the layout " + file + ".");
        }
        return in;
    }
}
