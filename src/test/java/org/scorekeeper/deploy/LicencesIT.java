package org.scorekeeper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials that the build leaves: it lists what is shipped, and no licence that nobody has agreed to. */
class LicencesIT {
    private static final Path BILL = Path.of("target", "scorekeeper-sbom.json");

    /** One of a library's licences must be among these: free use in a company, without a duty to open what uses it. */
    private static final Set<String> AGREED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "BSD-4-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "GNU Lesser General Public Licence",
            "GNU Lesser General Public License",
            "LGPL-2.1-only",
            "MIT",
            "MIT-0",
            "Mozilla Public License Version 2.0",
            "The (New) BSD License");

    @Test
    void every_library_has_a_licence_that_is_agreed_to() throws Exception {
        TreeMap<String, List<String>> outside = new TreeMap<>();
        for (JsonNode component : bill().path("components")) {
            List<String> licences = component
                    .path("licenses")
                    .valueStream()
                    .map(choice -> choice.path("license")
                            .path("id")
                            .asString(choice.path("license")
                                    .path("name")
                                    .asString(choice.path("expression").asString(""))))
                    .toList();
            if (licences.stream().noneMatch(AGREED::contains)) {
                outside.put(component.path("purl").asString(), licences);
            }
        }
        assertThat(outside).isEmpty();
    }

    @Test
    void what_is_shipped_is_listed() throws Exception {
        Set<String> listed = bill().path("components")
                .valueStream()
                .map(component -> component.path("name").asString() + "-"
                        + component.path("version").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shipped;
        try (Stream<Path> jars = Files.list(Path.of("target", "lib"))) {
            shipped = jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        // A library may be listed that Maven leaves out of the folder, as the annotations that the driver was compiled
        // with.
        assertThat(listed).containsAll(shipped);
    }

    private static JsonNode bill() throws Exception {
        Assumptions.assumeTrue(Files.exists(BILL), "a quick build leaves no bill of materials");
        return JsonMapper.shared().readTree(Files.readString(BILL));
    }
}
