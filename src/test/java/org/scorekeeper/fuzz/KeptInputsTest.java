package org.scorekeeper.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything that fuzzing has found once, and where it began, is read again. */
class KeptInputsTest {
    private static final Path INPUTS = Path.of("src/test/resources/org/scorekeeper/fuzz/ReadersFuzzInputs");

    @TestFactory
    List<DynamicTest> each_gives_values_or_a_refusal_with_a_name() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String target : Targets.ALL.keySet()) {
            try (Stream<Path> inputs = Files.list(INPUTS.resolve(target))) {
                List<Path> kept = inputs.sorted().toList();
                Assertions.assertThat(kept).as("inputs of " + target).isNotEmpty();
                for (Path input : kept) {
                    tests.add(dynamicTest(
                            target + " " + input.getFileName(),
                            () -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                                    Duration.ofSeconds(30), () -> Targets.run(target, Files.readAllBytes(input)))));
                }
            }
        }
        return tests;
    }
}
