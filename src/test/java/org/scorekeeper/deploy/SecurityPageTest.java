package org.scorekeeper.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/security.md calls as witnesses are there. */
class SecurityPageTest {
    private static final Pattern WITNESS = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void every_test_that_the_page_names_is_there() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        Matcher witness = WITNESS.matcher(Files.readString(Path.of("docs", "security.md")));
        int named = 0;
        while (witness.find()) {
            assertThat(sources).containsKey(witness.group(1));
            if (witness.group(2) != null) {
                assertThat(sources.get(witness.group(1)))
                        .as(witness.group())
                        .contains("void " + witness.group(2) + "(");
            }
            named++;
        }
        assertThat(named).isGreaterThan(20);
    }
}
