package org.scorekeeper.publish.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.publish.AtomicFile;
import org.scorekeeper.publish.Manifest;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.settle.LedgerEntry;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes {@code manifest.json}, and counts what goes into it. */
public final class ManifestFile {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .changeDefaultPropertyInclusion(
                    all -> all.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build()
            .writer()
            .with(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

    private ManifestFile() {}

    /** Writes a manifest, its keys in snake case and its lists in the order given. */
    public static void write(Path file, Manifest manifest) {
        AtomicFile.write(file, out -> {
            out.write(WRITER.writeValueAsBytes(manifest));
            out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
    }

    /**
     * Every document of a period's folder by path, with its hash; the manifest itself and half-written files aside.
     *
     * @throws UncheckedIOException where one cannot be read
     */
    public static List<Manifest.FileOut> documents(ReportFolder folder, String period) {
        Path manifest = folder.manifest(period);
        try (Stream<Path> files = Files.walk(folder.period(period))) {
            List<Manifest.FileOut> documents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(manifest)
                            && !file.getFileName().toString().startsWith("."))
                    .toList()) {
                documents.add(new Manifest.FileOut(folder.name(file), sha256(file), Files.size(file)));
            }
            documents.sort(Comparator.comparing(Manifest.FileOut::path));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(folder.period(period) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The control totals of ledger lines, by vendor and currency. */
    public static List<Manifest.Total> totals(List<LedgerEntry> entries) {
        Map<String, Manifest.Total> totals = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            String vendor = entry.contract().vendor();
            String currency = entry.contract().currency().getCurrencyCode();
            BigDecimal amount =
                    entry.line().signedAmount().setScale(entry.contract().moneyPlaces(), RoundingMode.HALF_UP);
            totals.merge(
                    vendor + "\u0000" + currency,
                    new Manifest.Total(vendor, currency, 1, amount),
                    (one, other) -> new Manifest.Total(
                            vendor,
                            currency,
                            one.lines() + other.lines(),
                            one.signedAmount().add(other.signedAmount())));
        }
        return List.copyOf(totals.values());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
