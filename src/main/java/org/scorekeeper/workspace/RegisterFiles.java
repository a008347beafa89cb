package org.scorekeeper.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.workspace.RegisterRow.Wrong;

/**
 * Reads {@code registers/}: each row is checked like any vendor's, and a wrong one holds the issue of the contract that it
 * names. What cannot be read may name any contract, so it holds them all.
 */
final class RegisterFiles {
    private final Map<String, ContractHistory> contracts;
    private final RegisterRows rows;
    private final Map<String, Set<String>> wrong = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private RegisterFiles(Map<String, ContractHistory> contracts) {
        this.contracts = contracts;
        this.rows = new RegisterRows(contracts);
    }

    /**
     * What reading gave.
     *
     * @param registers the right rows
     * @param agenda those of them that move no figure
     * @param problems what is wrong, by file and row
     */
    record Result(Registers registers, Agenda agenda, List<Problem> problems) {}

    /** Reads every register below a folder; the names that problems use are relative to the root. */
    static Result read(Path root, Map<String, ContractHistory> contracts) {
        RegisterFiles reading = new RegisterFiles(contracts);
        for (Path file : files(root.resolve("registers"))) {
            reading.file(file, root.relativize(file).toString().replace('\\', '/'));
        }
        Map<String, List<String>> wrong = new TreeMap<>();
        reading.wrong.forEach((contract, said) -> wrong.put(contract, List.copyOf(said)));
        return new Result(reading.rows.registers(wrong), reading.rows.agenda(), reading.problems);
    }

    /** All files of the registers, in the order of their names. */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", unreadable);
        }
    }

    private void file(Path file, String name) {
        Optional<Register> register = Register.of(file.getFileName().toString());
        if (register.isEmpty()) {
            error(name, 1, "", "is no register. Name it after one: " + Register.names() + ".");
            return;
        }
        List<String> columns = register.get().columns();
        try (RowCursor cursor = TableFiles.open(file, TableFormat.AUTO, Set.copyOf(columns))) {
            Optional<String> misspelt = unknownColumns(name, cursor.header(), columns);
            for (SourceRow row = cursor.next(); row != null; row = cursor.next()) {
                RegisterRow read = new RegisterRow(cursor.header(), row);
                misspelt.ifPresent(column -> hold(read, name + " has no column " + column));
                row(name, register.get(), read);
            }
        } catch (UnreadableFileException unreadable) {
            error(name, 1, "", String.valueOf(unreadable.getMessage()));
            contracts.keySet().forEach(contract -> hold(contract, name + " cannot be read"));
        }
    }

    /** Says which columns are unknown; the answer is a known one that was perhaps meant, and then lacks. */
    private Optional<String> unknownColumns(String name, Header header, List<String> columns) {
        Optional<String> misspelt = Optional.empty();
        List<String> present = header.names().stream().map(Header::key).toList();
        for (String column : header.names()) {
            if (!column.isEmpty() && !columns.contains(Header.key(column))) {
                Optional<String> near = Block.nearest(column, columns);
                error(
                        name,
                        header.row(),
                        column,
                        "is no column of this register."
                                + near.map(one -> " Did you mean " + one + "?")
                                        .orElse(" It has: " + String.join(", ", columns) + "."));
                misspelt = misspelt.or(() -> near.filter(one -> !present.contains(one)));
            }
        }
        return misspelt;
    }

    private void row(String name, Register register, RegisterRow row) {
        try {
            rows.add(register, row);
        } catch (Wrong fault) {
            error(name, row.number(), fault.column(), String.valueOf(fault.getMessage()));
            hold(row, name + " row " + row.number() + " is wrong");
        }
    }

    /** Holds the contracts that a row names: by their number, or by that of a ledger line. */
    private void hold(RegisterRow row, String why) {
        Stream.of(row.text("contract"), row.text("line_id").map(Registers::contractOf))
                .flatMap(Optional::stream)
                .filter(contracts::containsKey)
                .forEach(contract -> hold(contract, why));
    }

    private void hold(String contract, String why) {
        wrong.computeIfAbsent(contract, key -> new LinkedHashSet<>()).add(why);
    }

    private void error(String name, int row, String column, String message) {
        problems.add(new Problem(Severity.ERROR, name, row, column, message));
    }
}
