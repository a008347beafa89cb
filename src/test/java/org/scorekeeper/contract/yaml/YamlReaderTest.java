package org.scorekeeper.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML 1.2 with lines, and no way to take the machine down with it. */
class YamlReaderTest {
    private static Problems problems(String text) {
        Problems problems = new Problems("f.yaml");
        YamlReader.read(text, problems);
        return problems;
    }

    @Test
    void scalars_keep_their_spelling() {
        Problems problems = new Problems("f.yaml");
        Block block = YamlReader.read("a: 0.50\nb: on\nc: no\nd: 2026-01-01\ne: 98%\nf: 007\n", problems)
                .orElseThrow();
        assertThat(block.allTexts().values()).containsExactly("0.50", "on", "no", "2026-01-01", "98%", "007");
        assertThat(block.line("e")).isEqualTo(5);
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an empty file            | ''                            | f.yaml:1: the file is empty
        a list                   | '- a'                         | f.yaml:1: expected keys and values, found a list
        a key twice              | 'a: {N}{N}b: 1{N}b: 2'        | f.yaml:4: b: the key stands twice. Leave one of the two.
        a key that is a list     | '[a, b]: c'                   | f.yaml:1: a key is text, not a list or a block
        an alias to its own block| 'a: &x{N}  b: *x'             | f.yaml:1: a: an alias (*) refers to the block it stands in. Write the values out.
        """)
    void what_is_no_block_of_keys_is_said_with_its_line(String title, String text, String message) {
        assertThat(problems(text.replace("{N}", "\n")).list())
                .as(title)
                .extracting(org.scorekeeper.contract.Problem::toString)
                .contains(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a tab that indents, 'a:{N}\tb: 1', 2",
        "a quote that does not end, 'a: \"b{N}c: 1', 2",
        "two documents, 'a: 1{N}---{N}b: 2', 2",
        "an alias to nothing, 'a: *b', 1"
    })
    void what_is_no_yaml_is_said_with_its_line(String title, String text, int line) {
        assertThat(problems(text.replace("{N}", "\n")).list())
                .as(title)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(line);
                    assertThat(problem.message())
                            .startsWith("this is no YAML: ")
                            .doesNotContain("Exception");
                });
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThat(problems("a: " + "[".repeat(60) + "]".repeat(60)).hasErrors())
                .isTrue();
        assertThat(problems("a: " + "[".repeat(200_000)).hasErrors()).isTrue();
    }

    @Test
    void aliases_that_multiply_are_refused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 30; i++) {
            text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(text.toString()).list())
                .extracting(org.scorekeeper.contract.Problem::toString)
                .containsExactly("f.yaml:1: its aliases (*) come to more than 500000 values. Write fewer of them.");
    }

    @Test
    void one_ladder_may_be_written_once_for_all_levels() {
        String text = "l: &l [ { below: 98% } ]\nlevels:\n" + "  - { ladder: *l }\n".repeat(60);

        assertThat(problems(text).list()).isEmpty();
    }
}
