package org.scorekeeper.workspace;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.ChargeRow;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.facts.register.ManualLine;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.facts.register.Relief;
import org.scorekeeper.facts.register.Waiver;
import org.scorekeeper.workspace.RegisterRow.Wrong;

/** Checks the rows of the registers, and keeps the right ones. */
final class RegisterRows {
    private final Map<String, ContractHistory> contracts;
    private final List<Relief> relief = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();
    private final List<ChargeRow> charges = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<ManualLine> manualLines = new ArrayList<>();
    private final List<Agenda.Action> actions = new ArrayList<>();
    private final List<Agenda.Risk> risks = new ArrayList<>();
    private final List<Agenda.Raised> raised = new ArrayList<>();
    private final List<Agenda.Feedback> feedback = new ArrayList<>();
    private final Map<String, String> approved = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    RegisterRows(Map<String, ContractHistory> contracts) {
        this.contracts = contracts;
    }

    Registers registers(Map<String, List<String>> wrong) {
        return new Registers(relief, disputes, charges, waivers, manualLines, approved, wrong);
    }

    /** What moves no figure. */
    Agenda agenda() {
        return new Agenda(actions, risks, raised, feedback);
    }

    void add(Register register, RegisterRow row) {
        switch (register) {
            case RELIEF -> relief(row);
            case DISPUTES -> dispute(row);
            case CHARGES -> charge(row);
            case WAIVERS -> waiver(row);
            case MANUAL_LINES -> manualLine(row);
            case APPROVALS -> approval(row);
            case RISKS -> risk(row);
            case ACTIONS -> action(row);
            case FEEDBACK -> feedback(row);
        }
    }

    private void relief(RegisterRow row) {
        ContractHistory contract = contract(row);
        String id = id(row, "relief_id", contract);
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
        row.inOrder("requested_at", "approved_at", zone);
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
        ContractHistory contract = contract(row);
        String id = id(row, "dispute_id", contract);
        ZoneId zone = contract.latest().zone();
        Dispute.State state =
                Dispute.State.valueOf(row.word("state", List.of("raised", "accepted", "rejected", "settled"))
                        .toUpperCase(Locale.ROOT));
        Optional<String> period = row.text("period").map(text -> period(text, contract));
        Optional<String> level = level(row, contract);
        Optional<String> item = row.text("item");
        Optional<String> line = row.text("line_id");
        Optional<BigDecimal> amount = row.optionalAmount("amount", contract);
        if (state != Dispute.State.RAISED && row.start("settled_at", zone).isEmpty()) {
            throw new Wrong(
                    "settled_at", "is empty. When was it " + state.name().toLowerCase(Locale.ROOT) + "?");
        }
        row.inOrder("raised_at", "settled_at", zone);
        if (state == Dispute.State.SETTLED && amount.isEmpty()) {
            throw new Wrong("amount", "is empty. What does the line come to?");
        }
        if (amount.filter(money -> money.signum() < 0).isPresent()) {
            throw new Wrong("amount", "is below zero. Write what the line comes to, zero or more.");
        }
        if (line.isPresent() && !Registers.contractOf(line.get()).equals(contract.id())) {
            throw new Wrong("line_id", line.get() + " is no line of " + contract.id() + ".");
        }
        if (line.isEmpty() && period.isEmpty() && item.isEmpty()) {
            throw new Wrong("line_id", "is empty, and so are period and item. Say what is disputed.");
        }
        if (amount.isPresent() && line.isEmpty() && period.isEmpty()) {
            throw new Wrong("period", "is empty, and so is line_id: which line comes to the amount?");
        }
        if (amount.isPresent() && line.isEmpty() && level.isEmpty() && item.isPresent()) {
            throw new Wrong("service_level", "is empty, and so is line_id: which line comes to the amount?");
        }
        Dispute dispute = new Dispute(
                id,
                contract.id(),
                period,
                level,
                item,
                line,
                claimed(row, contract),
                state,
                amount,
                row.need("reason"));
        disputes.add(dispute);
        raised.add(new Agenda.Raised(
                dispute, row.text("raised_by"), row.day("raised_at", zone), row.day("settled_at", zone)));
    }

    /** Of a line what it should come to, of a level its figure: a number, in the target's unit where it has one. */
    private static Optional<BigDecimal> claimed(RegisterRow row, ContractHistory contract) {
        if (row.text("line_id").isPresent()) {
            Optional<BigDecimal> money = row.optionalAmount("claimed_value", contract);
            if (money.filter(amount -> amount.signum() < 0).isPresent()) {
                throw new Wrong("claimed_value", "is below zero. Write what the line should come to, zero or more.");
            }
            return money;
        }
        Set<String> units = contract.versions().stream()
                .flatMap(version -> version.levels().stream())
                .filter(one ->
                        row.text("service_level").filter(one.id()::equals).isPresent())
                .map(one -> one.target().unit().symbol())
                .collect(Collectors.toCollection(TreeSet::new));
        return row.text("claimed_value").map(text -> RegisterRow.figure("claimed_value", text, units));
    }

    private void charge(RegisterRow row) {
        ContractHistory contract = contract(row);
        String currency = contract.latest().currency().getCurrencyCode();
        if (!row.need("currency").equalsIgnoreCase(currency)) {
            throw new Wrong("currency", row.need("currency") + " is not the contract's, which is " + currency + ".");
        }
        charges.add(new ChargeRow(
                contract.id(),
                chargedPeriod(row.need("period"), contract),
                row.text("kind").orElse("").toLowerCase(Locale.ROOT),
                row.amount("amount")));
    }

    private void waiver(RegisterRow row) {
        String line = row.need("line_id");
        ContractHistory contract = contracts.get(Registers.contractOf(line));
        if (contract == null) {
            throw new Wrong("line_id", "\"" + line + "\" is no ledger line: it begins with no contract's number.");
        }
        if (!ids.add("waivers " + line)) {
            throw new Wrong("line_id", line + " is waived twice. Write one row with the whole amount.");
        }
        BigDecimal amount = row.amount("amount", contract);
        if (amount.signum() <= 0) {
            throw new Wrong("amount", "is not above zero. Write how much of the line is waived.");
        }
        row.needMoment("approved_at", contract.latest().zone());
        waivers.add(new Waiver(line, amount, row.need("reason"), row.need("approved_by")));
    }

    private void manualLine(RegisterRow row) {
        ContractHistory contract = contract(row);
        String id = id(row, "id", contract);
        boolean credit = row.word("kind", List.of("credit", "bonus")).equals("credit");
        BigDecimal amount = row.amount("amount", contract);
        if (amount.signum() < 0) {
            throw new Wrong(
                    "amount", "is below zero. A credit is the customer's, a bonus the vendor's: say it by kind.");
        }
        manualLines.add(new ManualLine(
                id,
                contract.id(),
                period(row.need("period"), contract),
                row.text("clause"),
                credit,
                amount,
                row.need("reason"),
                row.need("approved_by")));
    }

    private void approval(RegisterRow row) {
        ContractHistory contract = contract(row);
        String by = row.need("approved_by");
        row.needMoment("approved_at", contract.latest().zone());
        approved.merge(
                contract.id() + "/" + period(row.need("period"), contract),
                by + " " + row.need("approved_at"),
                (one, other) -> one + ", " + other);
    }

    /** Risks, actions and feedback move no figure; what they name must be there, and their dates must be dates. */
    private void risk(RegisterRow row) {
        ContractHistory contract = contract(row);
        risks.add(new Agenda.Risk(
                contract.id(),
                id(row, "id", contract),
                row.need("title"),
                row.text("likelihood"),
                row.text("impact"),
                row.text("owner"),
                row.text("state"),
                row.day("review_by", contract.latest().zone()),
                isInternal(row)));
    }

    private void action(RegisterRow row) {
        ContractHistory contract = contract(row);
        ZoneId zone = contract.latest().zone();
        actions.add(new Agenda.Action(
                contract.id(),
                level(row, contract),
                id(row, "id", contract),
                row.need("title"),
                row.text("cause"),
                row.text("owner"),
                row.day("due", zone),
                row.text("state"),
                row.day("done_at", zone),
                isInternal(row)));
    }

    private void feedback(RegisterRow row) {
        ContractHistory contract = contract(row);
        feedback.add(new Agenda.Feedback(
                contract.id(),
                period(row.need("period"), contract),
                row.text("from"),
                row.text("score").map(text -> RegisterRow.figure("score", text, Set.of())),
                row.text("comment"),
                isInternal(row)));
    }

    /** What does not say who may read it stays in the house. */
    private static boolean isInternal(RegisterRow row) {
        return row.text("audience").isEmpty()
                || row.word("audience", List.of("internal", "both")).equals("internal");
    }

    /** Numbers are a contract's own: two vendors may both have an R-1. */
    private String id(RegisterRow row, String column, ContractHistory contract) {
        String id = row.need(column);
        if (!ids.add(column + " " + contract.id() + " " + id)) {
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

    /** A measurement period of the contract, or of one of its levels. */
    private static String period(String label, ContractHistory contract) {
        MeasurementPeriod period = parsed(label);
        if (!isInTerm(period, contract) || !kinds(contract).contains(period.kind())) {
            throw noPeriod(period, contract, "");
        }
        return period.label();
    }

    /** Charges may come in shorter periods than the contract's: three months are a quarter's. */
    private static String chargedPeriod(String label, ContractHistory contract) {
        MeasurementPeriod charged = parsed(label);
        boolean fits = contract.versions().stream()
                .map(version -> version.period().containing(charged.from()))
                .anyMatch(period -> !charged.to().isAfter(period.to()));
        if (!isInTerm(charged, contract) || !fits) {
            throw noPeriod(charged, contract, ", and charges belong to one of them");
        }
        return charged.label();
    }

    private static Wrong noPeriod(MeasurementPeriod period, ContractHistory contract, String more) {
        return new Wrong(
                "period",
                contract.id() + " has no period " + period.label() + ": its periods are "
                        + kinds(contract).stream()
                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" and "))
                        + ", from " + contract.versions().get(0).term().from() + " to "
                        + contract.latest().term().to() + more + ".");
    }

    private static boolean isInTerm(MeasurementPeriod period, ContractHistory contract) {
        LocalDate first = contract.versions().get(0).term().from();
        return period.to().isAfter(first)
                && !period.from().isAfter(contract.latest().term().to());
    }

    private static Set<PeriodKind> kinds(ContractHistory contract) {
        Map<PeriodKind, Boolean> kinds = new LinkedHashMap<>();
        for (Contract version : contract.versions()) {
            Stream.concat(
                            Stream.of(version.period()),
                            version.levels().stream().flatMap(level -> level.period().stream()))
                    .forEach(kind -> kinds.put(kind, true));
        }
        return kinds.keySet();
    }

    private static MeasurementPeriod parsed(String label) {
        try {
            return MeasurementPeriod.parse(label);
        } catch (IllegalArgumentException wrong) {
            throw new Wrong("period", String.valueOf(wrong.getMessage()));
        }
    }
}
