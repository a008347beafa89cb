package org.scorekeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README, word for word: every line of it that begins with {@code ./scorekeeper} is typed in a folder that looks like a
 * fresh clone after its build, through the launcher, in the order of the page.
 */
class ReadmeIT {
    /** Where the page says /srv, the test says a folder of its own. */
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    private record Answer(int exit, String out, String err) {}

    @Test
    void every_command_of_the_readme_works_as_it_stands_there() throws Exception {
        Path clone = freshClone();
        copy(PROJECT.resolve("sample-data"), folder.resolve("srv/vendors"));
        Path unknown = Files.createDirectories(folder.resolve("srv/vendors/inbox/acme"))
                .resolve("export.csv");
        Files.writeString(unknown, """
                Number,Short description,Priority,State,Opened,Resolved
                A-1,Mail is slow,2 - High,Closed,2026-10-05 09:12,2026-10-05 15:40
                A-2,No sound in calls,3 - Moderate,Closed,2026-10-13 10:01,2026-10-14 08:30
                A-3,Screen flickers,3 - Moderate,Open,2026-10-28 16:20,
                """);

        Answer version = type(clone, "./scorekeeper --version");
        assertThat(version.out()).as("the launcher says nothing of its own").matches("\\S.*\n");
        assertThat(version.err()).isEmpty();

        Map<String, Answer> answers = new LinkedHashMap<>();
        for (String command : commands()) {
            answers.put(command, type(clone, command));
        }

        assertThat(answers).containsKeys("./scorekeeper nightly");
        answers.forEach((command, answer) -> {
            assertThat(answer.exit()).as(command + "\n" + answer.err()).isIn(0, 3);
            assertThat(answer.out()).as(command).isNotBlank();
            assertThat(answer.out() + answer.err()).as(command).doesNotContain("\tat ");
        });
        Answer night = Objects.requireNonNull(answers.get("./scorekeeper nightly"));
        assertThat(night.exit()).as("the sample has dirt in known places").isEqualTo(3);
        assertThat(night.out().strip().lines().reduce((first, second) -> second))
                .hasValueSatisfying(last -> assertThat(last).contains("rows came in", "-scorecard.pdf"));
        assertThat(type(clone, "./scorekeeper nightly").out()).contains("Nothing new since the run");
        for (String document : promised()) {
            assertThat(clone.resolve("reports").resolve(document)).exists();
        }
        assertThat(Files.readString(clone.resolve("README.md")))
                .as("the README shows the last line as it is")
                .contains(night.out()
                        .strip()
                        .lines()
                        .reduce((first, second) -> second)
                        .orElse("")
                        .replaceAll("/\\S*/reports/", "…/reports/"));
    }

    @Test
    void log_lines_are_json_for_machines_that_ask_and_the_last_line_stays_a_sentence() throws Exception {
        Path clone = freshClone();
        Answer night = type(
                clone,
                "SCOREKEEPER_JAVA_OPTS=-Xlog:class+load:file=loaded.txt"
                        + " ./scorekeeper nightly --vendor lumiere --log json");

        assertThat(night.exit()).as(night.err()).isIn(0, 3);
        assertThat(night.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(JsonMapper.shared()
                                .readTree(line)
                                .get("formattedMessage")
                                .isString())
                        .isTrue());
        assertThat(night.out()).contains("rows came in");
        assertThat(Files.readAllLines(clone.resolve("loaded.txt")))
                .as("metrics cost nothing where nobody asks for them")
                .anyMatch(line -> line.contains("org.scorekeeper.nightly.Night "))
                .noneMatch(line -> line.contains(" io.prometheus.")
                        || line.contains(" io.opentelemetry.")
                        || line.contains(" io.micrometer.prometheusmetrics.")
                        || line.contains(" io.micrometer.registry.otlp."));
    }

    /** The launcher, the sources, what the build left, the sample and the page itself. */
    private Path freshClone() throws IOException {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        for (String part :
                List.of("scorekeeper", "pom.xml", "README.md", "src/main", "target/scorekeeper.jar", "target/lib")) {
            copy(PROJECT.resolve(part), clone.resolve(part));
        }
        copy(PROJECT.resolve("sample-data"), clone.resolve("sample-data"));
        return clone;
    }

    private static List<String> commands() throws IOException {
        return Files.readAllLines(PROJECT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("./scorekeeper "))
                .map(line -> line.replaceFirst("\\s+#.*$", ""))
                .distinct()
                .toList();
    }

    /** The files that the README shows below {@code reports/}: indented names that have an ending. */
    private static List<String> promised() throws IOException {
        List<String> promised = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        for (String line : Files.readAllLines(PROJECT.resolve("README.md"))) {
            String name = line.strip().split("\\s+", 2)[0];
            int depth = (line.length() - line.stripLeading().length()) / 2;
            if (line.equals("reports/")) {
                folders.add("");
            } else if (!folders.isEmpty() && depth == 0) {
                break;
            } else if (!folders.isEmpty()) {
                while (folders.size() > depth) {
                    folders.remove(folders.size() - 1);
                }
                String path = String.join("", folders) + name;
                if (name.endsWith("/")) {
                    folders.add(name);
                } else {
                    promised.add(path);
                }
            }
        }
        assertThat(promised).contains("index.html", "2026-10/northwind/NWD-2026-014-scorecard.pdf");
        return promised;
    }

    private Answer type(Path clone, String command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command.replace("/srv/", folder.resolve("srv") + "/"));
        builder.directory(clone.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SCOREKEEPER_"));
        int exit = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start()
                .waitFor();
        return new Answer(
                exit, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains(".scorekeeper/"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString()).normalize();
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
