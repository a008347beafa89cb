package org.scorekeeper.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.Problems;
import org.scorekeeper.contract.yaml.YamlReader;

/** The mappings of common exports that come with the product, for {@code uses} in a feed. */
public final class ReadyMappings {
    /** Their names. */
    public static final List<String> NAMES = List.of(
            "servicenow-incident", "jira", "zendesk", "glpi", "freshservice", "clockify", "toggl", "harvest", "tempo");

    private static final String KINDS = "-(incidents?|issues?|tickets?|timesheets?|time-entries|worklogs?)";

    private ReadyMappings() {}

    /** The name that is meant: a product alone, or with what its export holds, is enough. */
    static Optional<String> named(String text) {
        String plain = text.trim().toLowerCase(Locale.ROOT);
        String product = plain.replaceFirst(KINDS + "$", "");
        return NAMES.stream()
                .filter(name ->
                        name.equals(plain) || name.replaceFirst(KINDS + "$", "").equals(product))
                .findFirst();
    }

    /** What a mapping says, as a feed would. */
    static Block block(String name) {
        return YamlReader.read(text(name), new Problems("uses: " + name)).orElseThrow();
    }

    /** A mapping as it is written. */
    public static String text(String name) {
        try (InputStream in = ReadyMappings.class.getResourceAsStream("/feeds/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
