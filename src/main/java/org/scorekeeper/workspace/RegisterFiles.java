package org.scorekeeper.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.register.ChargeRow;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.ManualLine;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.facts.register.Waiver;
import org.scorekeeper.intake.TableFiles;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.RowCursor;
import org.scorekeeper.intake.table.SourceRow;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.UnreadableFileException;
import org.scorekeeper.workspace.RegisterRow.Wrong;

/** Reads {@code registers/}: each row is checked like any vendor's, and a wrong one holds its contract's issue. */
final class RegisterFiles {
    /** The registers by the beginning of their files' names, with their columns. */
    private static final Map<String, List<String>> COLUMNS = columns();

    private final Map<String, ContractHistory> contracts;
    private final List<Relief> relief = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();
    private final List<ChargeRow> charges = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<ManualLine> manualLines = new ArrayList<>();
    private final Set<String> approved = new TreeSet<>();
    private final Map<String, List<String>> wrong = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private RegisterFiles(Map<String, ContractHistory> contracts) {
        this.contracts = contracts;
    }

    static Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(
                "relief",
                List.of(
                        "relief_id",
                        "contract",
                        "service_level",
                        "item",
                        "service",
                        "effect",
                        "from",
                        "to",
                        "reason",
                        "state",
                        "requested_by",
                        "requested_at",
                        "approved_by",
                        "approved_at"));
        columns.put(
                "disputes",
                List.of(
                        "dispute_id",
                        "contract",
                        "period",
                        "service_level",
                        "item",
                        "line_id",
                        "claimed_value",
                        "reason",
                        "state",
                        "raised_by",
                        "raised_at",
                        "settled_at",
                        "amount"));
        columns.put("charges", List.of("contract", "period", "kind", "amount", "currency"));
        columns.put("waivers", List.of("line_id", "amount", "reason", "approved_by", "approved_at"));
        columns.put(
                "manual-lines",
                List.of("id", "contract", "period", "clause", "kind", "amount", "reason", "approved_by"));
        columns.put("approvals", List.of("contract", "period", "approved_by", "approved_at"));
        columns.put(
                "risks",
                List.of("contract", "id", "title", "likelihood", "impact", "owner", "state", "review_by", "audience"));
        columns.put(
                "actions",
                List.of(
                        "contract",
                        "service_level",
                        "id",
                        "title",
                        "cause",
                        "owner",
                        "due",
                        "state",
                        "done_at",
                        "audience"));
        columns.put("feedback", List.of("contract", "period", "from", "score", "comment", "audience"));
        return columns;
    }

    /**
     * What reading gave.
     *
     * @param registers the right rows
     * @param problems what is wrong, by file and row
     */
    record Result(Registers registers, List<Problem> problems) {}

    /** Reads every register below a folder; the names that problems use are relative to the root. */
    static Result read(Path root, Map<String, ContractHistory> contracts) {
        RegisterFiles reading = new RegisterFiles(contracts);
        for (Path file : files(root.resolve("registers"))) {
            reading.file(file, root.relativize(file).toString().replace('\\', '/'));
        }
        return new Result(
                new Registers(
                        reading.relief,
                        reading.disputes,
                        reading.charges,
                        reading.waivers,
                        reading.manualLines,
                        reading.approved,
                        reading.wrong),
                reading.problems);
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
        String simple = file.getFileName().toString().toLowerCase(Locale.ROOT);
        Optional<String> register = COLUMNS.keySet().stream()
                .filter(kind -> simple.matches(kind + "([-_. ].*)?\\.(csv|xlsx|xls)"))
                .findFirst();
        if (register.isEmpty()) {
            error(
                    name,
                    1,
                    "",
                    "is no register. Name it after one: " + String.join("*.csv, ", COLUMNS.keySet()) + "*.csv.");
            return;
        }
        List<String> columns = COLUMNS.getOrDefault(register.get(), List.of());
        try (RowCursor rows = TableFiles.open(file, TableFormat.AUTO, Set.copyOf(columns))) {
            unknownColumns(name, rows.header(), columns);
            for (SourceRow row = rows.next(); row != null; row = rows.next()) {
                row(name, register.get(), new RegisterRow(rows.header(), row));
            }
        } catch (UnreadableFileException unreadable) {
            error(name, 1, "", String.valueOf(unreadable.getMessage()));
        }
    }

    private void unknownColumns(String name, Header header, List<String> columns) {
        for (String column : header.names()) {
            if (!column.isEmpty() && !columns.contains(Header.key(column))) {
                error(
                        name,
                        header.row(),
                        column,
                        "is no column of this register."
                                + Block.nearest(column, columns)
                                        .map(near -> " Did you mean " + near + "?")
                                        .orElse(" It has: " + String.join(", ", columns) + "."));
            }
        }
    }

    private void row(String name, String register, RegisterRow row) {
        try {
            reader(register).accept(row);
        } catch (Wrong fault) {
            error(name, row.number(), fault.column(), String.valueOf(fault.getMessage()));
            String contract = row.text("contract")
                    .or(() -> row.text("line_id").map(Registers::contractOf))
                    .orElse("");
            if (contracts.containsKey(contract)) {
                wrong.computeIfAbsent(contract, key -> new ArrayList<>())
                        .add(name + " row " + row.number() + " is wrong");
            }
        }
    }

    private Consumer<RegisterRow> reader(String register) {
        return switch (register) {
            case "relief" -> this::relief;
            case "disputes" -> this::dispute;
            case "charges" -> this::charge;
            case "waivers" -> this::waiver;
            case "manual-lines" -> this::manualLine;
            case "approvals" -> this::approval;
            default -> this::remark;
        };
    }

    private void relief(RegisterRow row) {
        String id = id(row, "relief_id");
        ContractHistory contract = contract(row);
        ZoneId zone = contract.latest().zone();
        Relief.Effect effect = switch (row.word("effect", List.of("remove", "count as met", "subtract time"))) {
            case "remove" -> Relief.Effect.REMOVE;
            case "count as met" -> Relief.Effect.COUNT_AS_MET;
            default -> Relief.Effect.SUBTRACT_TIME;
        };
        Optional<Instant> from = row.start("from", zone);
        Optional<Instant> to = row.end("to", zone);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new Wrong("to", "lies before from. Correct the one that is wrong.");
        }
        if (effect == Relief.Effect.SUBTRACT_TIME && (from.isEmpty() || to.isEmpty())) {
            throw new Wrong(from.isEmpty() ? "from" : "to", "is empty: which time is to be subtracted?");
        }
        if (row.text("item").isEmpty() && row.text("service").isEmpty() && from.isEmpty() && to.isEmpty()) {
            throw new Wrong("item", "is empty, and so are service, from and to. Say what is relieved.");
        }
        boolean isApproved =
                row.word("state", List.of("requested", "approved", "refused")).equals("approved");
        if (isApproved) {
            row.need("approved_by");
            row.needMoment("approved_at", zone);
        }
        relief.add(new Relief(
                id,
                contract.id(),
                level(row, contract),
                row.text("item"),
                row.text("service"),
                from,
                to,
                effect,
                isApproved,
                row.need("reason")));
    }

    private void dispute(RegisterRow row) {
        String id = id(row, "dispute_id");
        ContractHistory contract = contract(row);
        ZoneId zone = contract.latest().zone();
        Dispute.State state =
                Dispute.State.valueOf(row.word("state", List.of("raised", "accepted", "rejected", "settled"))
                        .toUpperCase(Locale.ROOT));
        Optional<BigDecimal> amount = row.optionalAmount("amount");
        if (state != Dispute.State.RAISED && row.start("settled_at", zone).isEmpty()) {
            throw new Wrong(
                    "settled_at", "is empty. When was it " + state.name().toLowerCase(Locale.ROOT) + "?");
        }
        if (state == Dispute.State.SETTLED && amount.isEmpty()) {
            throw new Wrong("amount", "is empty. What does the line come to?");
        }
        if (amount.filter(money -> money.signum() < 0).isPresent()) {
            throw new Wrong("amount", "is below zero. Write what the line comes to, zero or more.");
        }
        Optional<String> line = row.text("line_id");
        if (line.isPresent() && !Registers.contractOf(line.get()).equals(contract.id())) {
            throw new Wrong("line_id", line.get() + " is no line of " + contract.id() + ".");
        }
        if (line.isEmpty() && row.text("period").isEmpty() && row.text("item").isEmpty()) {
            throw new Wrong("line_id", "is empty, and so are period and item. Say what is disputed.");
        }
        disputes.add(new Dispute(
                id,
                contract.id(),
                row.text("period").map(text -> period(text)),
                level(row, contract),
                row.text("item"),
                line,
                state,
                amount,
                row.need("reason")));
    }

    private void charge(RegisterRow row) {
        ContractHistory contract = contract(row);
        String currency = contract.latest().currency().getCurrencyCode();
        if (!row.need("currency").equalsIgnoreCase(currency)) {
            throw new Wrong("currency", row.need("currency") + " is not the contract's, which is " + currency + ".");
        }
        charges.add(new ChargeRow(
                contract.id(),
                period(row.need("period")),
                row.text("kind").orElse("").toLowerCase(Locale.ROOT),
                row.amount("amount")));
    }

    private void waiver(RegisterRow row) {
        String line = row.need("line_id");
        if (!contracts.containsKey(Registers.contractOf(line))) {
            throw new Wrong("line_id", "\"" + line + "\" is no ledger line: it begins with no contract's number.");
        }
        if (!ids.add("waivers " + line)) {
            throw new Wrong("line_id", line + " is waived twice. Write one row with the whole amount.");
        }
        BigDecimal amount = row.amount("amount");
        if (amount.signum() <= 0) {
            throw new Wrong("amount", "is not above zero. Write how much of the line is waived.");
        }
        row.need("approved_at");
        waivers.add(new Waiver(line, amount, row.need("reason"), row.need("approved_by")));
    }

    private void manualLine(RegisterRow row) {
        String id = id(row, "id");
        ContractHistory contract = contract(row);
        boolean credit = row.word("kind", List.of("credit", "bonus")).equals("credit");
        BigDecimal amount = row.amount("amount");
        if (amount.signum() < 0) {
            throw new Wrong(
                    "amount", "is below zero. A credit is the customer's, a bonus the vendor's: say it by kind.");
        }
        manualLines.add(new ManualLine(
                id,
                contract.id(),
                period(row.need("period")),
                row.text("clause"),
                credit,
                amount,
                row.need("reason"),
                row.need("approved_by")));
    }

    private void approval(RegisterRow row) {
        ContractHistory contract = contract(row);
        row.need("approved_by");
        row.needMoment("approved_at", contract.latest().zone());
        approved.add(contract.id() + "/" + period(row.need("period")));
    }

    /** Risks, actions and feedback move no figure: their rows must name a contract that is there. */
    private void remark(RegisterRow row) {
        contract(row);
        row.text("audience").ifPresent(audience -> row.word("audience", List.of("internal", "both")));
    }

    private String id(RegisterRow row, String column) {
        String id = row.need(column);
        // each contract counts its own: two people may both begin with R-1
        if (!ids.add(column + " " + row.need("contract") + " " + id)) {
            throw new Wrong(column, id + " stands twice. Give each row of a contract a number of its own.");
        }
        return id;
    }

    private ContractHistory contract(RegisterRow row) {
        String id = row.need("contract");
        ContractHistory contract = contracts.get(id);
        if (contract == null) {
            throw new Wrong(
                    "contract",
                    "there is no contract \"" + id + "\"."
                            + Block.nearest(id, contracts.keySet())
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(""));
        }
        return contract;
    }

    private static Optional<String> level(RegisterRow row, ContractHistory contract) {
        Optional<String> id = row.text("service_level");
        Set<String> known = new TreeSet<>();
        contract.versions().forEach(version -> version.levels().forEach(level -> known.add(level.id())));
        if (id.isPresent() && !known.contains(id.get())) {
            throw new Wrong(
                    "service_level",
                    contract.id() + " has no service level \"" + id.get() + "\". It has: " + String.join(", ", known)
                            + ".");
        }
        return id;
    }

    private static String period(String label) {
        try {
            return MeasurementPeriod.parse(label).label();
        } catch (IllegalArgumentException wrong) {
            throw new Wrong("period", String.valueOf(wrong.getMessage()));
        }
    }

    private void error(String name, int row, String column, String message) {
        problems.add(new Problem(Severity.ERROR, name, row, column, message));
    }
}
