package org.scorekeeper.contract.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Problem;

/** The contracts that the tests of this package read. */
final class TestContracts {
    /** Those that are right, by their file in {@code src/test/resources/contracts}. */
    static final List<String> SOUND = List.of("northwind.yaml", "every-form.yaml", "prices.yaml");

    private TestContracts() {}

    static String text(String name) {
        try (InputStream in = TestContracts.class.getResourceAsStream("/contracts/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contract read(String name) {
        ContractReader.Result result = ContractReader.read("contracts/" + name, text(name));
        return result.contract().orElseThrow(() -> new AssertionError(lines(result.problems())));
    }

    /** The text with one place changed, which must be there once. */
    static String edited(String text, String old, String replacement) {
        if (text.indexOf(old) < 0 || text.indexOf(old) != text.lastIndexOf(old)) {
            throw new IllegalArgumentException("stands not once in the contract: " + old);
        }
        return text.replace(old, replacement);
    }

    static String lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
