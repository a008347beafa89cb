package org.scorekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code init}, {@code check} and {@code read}, as a user meets them. */
class NewWorkspaceTest {
    @TempDir
    private Path folder;

    private Said run(String... args) {
        return Said.of(args);
    }

    @ParameterizedTest
    @ValueSource(strings = {"points", "pool", "time-and-materials"})
    void a_first_contract_is_right_and_can_be_read(String kind) throws IOException {
        Path workspace = folder.resolve("new");

        Said made = run("init", "--from", kind, "--workspace", workspace.toString());

        assertThat(made.code()).isZero();
        Said checked = run("check", "--workspace", workspace.toString());
        assertThat(checked.text()).contains("0 errors, 0 warnings");
        assertThat(checked.code()).isZero();
        Path contract;
        try (Stream<Path> files = Files.walk(workspace.resolve("contracts"))) {
            contract = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        String schema = Files.readAllLines(contract).get(0).replaceFirst(".*schema=", "");
        assertThat(contract.resolveSibling(schema)).exists();
        Said read = run("read", contract.toString());
        assertThat(read.code()).isZero();
        assertThat(read.text()).contains("Worked examples, which this contract gives");
        assertThat(run(
                                "read",
                                contract.getFileName().toString().replace(".yaml", ""),
                                "--workspace",
                                workspace.toString())
                        .text())
                .contains("Worked examples, which this contract gives");
    }

    @Test
    void nothing_is_overwritten_and_several_kinds_live_together() throws IOException {
        String workspace = folder.resolve("all").toString();
        for (String kind : List.of("points", "pool", "time-and-materials")) {
            assertThat(run("init", "--from", kind, "--workspace", workspace).code())
                    .isZero();
        }
        Path mine = folder.resolve("all/registers/charges.csv");
        Files.writeString(mine, "contract,period,kind,amount,currency\n");

        Said again = run("init", "--from", "points", "--workspace", workspace);
        Said another = run("init", "--from", "points", "--workspace", workspace, "--contract", "D-2", "--vendor", "v2");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.text()).contains("is already there and stays as it is");
        assertThat(another.text()).contains("kept  " + mine);
        assertThat(Files.readString(mine)).isEqualTo("contract,period,kind,amount,currency\n");
        assertThat(run("check", "--workspace", workspace).text())
                .contains("4 contracts and 5 feeds are right; 0 errors, 0 warnings");
    }

    @Test
    void what_is_wrong_is_said() throws IOException {
        assertThat(run("init", "--from", "pints").text()).contains("Write points, pool or time-and-materials.");
        assertThat(run("read", "NWD-2026-04").text()).contains("Did you mean NWD-2026-014?");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "contract: C\n");
        Said read = run("read", wrong.toString());
        assertThat(read.code()).isEqualTo(2);
        assertThat(read.text()).contains("vendor: is missing. Write vendor: northwind");
    }
}
