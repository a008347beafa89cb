package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.publish.VendorRecord;
import org.scorekeeper.publish.told.Numbers;
import org.scorekeeper.publish.told.Words;
import org.scorekeeper.settle.LedgerLine;
import org.scorekeeper.settle.SettledPeriod;

/** How a vendor delivered, billed and settled over all contracts, and what was said of it: a row a contract. */
record RecordOfDealings(VendorRecord history, Words words) {
    /** Each deliverable as the latest period that names it has it. */
    List<VendorRecordPdf.TallyRow> deliveries() {
        List<VendorRecordPdf.TallyRow> rows = new ArrayList<>();
        for (List<SettledPeriod> periods : history.contracts()) {
            Map<String, DeliverableStatus> latestOf = new LinkedHashMap<>();
            periods.forEach(period -> period.deliverables().forEach(one -> latestOf.put(one.id(), one)));
            if (!latestOf.isEmpty()) {
                Contract contract = periods.get(periods.size() - 1).result().contract();
                Collection<DeliverableStatus> all = latestOf.values();
                rows.add(new VendorRecordPdf.TallyRow(
                        contract.id() + " · " + contract.title(),
                        "",
                        words.count(all.size()),
                        words.count(count(all, one -> one.delivered().isPresent() && one.daysLate() == 0)),
                        words.count(count(all, one -> one.delivered().isPresent() && one.daysLate() > 0)),
                        words.count(count(all, one -> one.delivered().isEmpty() && one.daysLate() > 0)),
                        words.count(all.stream()
                                .mapToLong(DeliverableStatus::daysLate)
                                .max()
                                .orElse(0))));
            }
        }
        return rows;
    }

    private static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    List<VendorRecordPdf.TallyRow> hours() {
        List<VendorRecordPdf.TallyRow> rows = new ArrayList<>();
        for (List<SettledPeriod> periods : history.contracts()) {
            List<TimesheetSummary> sheets = periods.stream()
                    .flatMap(period -> period.timesheets().stream())
                    .filter(sheet -> !sheet.lines().isEmpty())
                    .toList();
            if (!sheets.isEmpty()) {
                Contract contract = periods.get(periods.size() - 1).result().contract();
                BigDecimal billed =
                        sum(sheets.stream().map(TimesheetSummary::billed).toList());
                BigDecimal card =
                        sum(sheets.stream().map(TimesheetSummary::atRateCard).toList());
                BigDecimal refused = sum(periods.stream()
                        .flatMap(period -> period.result().lines().stream())
                        .filter(line -> line.kind() == LedgerLine.Kind.TIMESHEET_EXCEPTION)
                        .map(LedgerLine::amount)
                        .toList());
                rows.add(new VendorRecordPdf.TallyRow(
                        contract.id() + " · " + contract.title(),
                        "",
                        words.number(
                                sum(sheets.stream().map(TimesheetSummary::hours).toList()), 2),
                        words.money(billed, contract.currency()),
                        words.money(card, contract.currency()),
                        words.money(billed.subtract(card), contract.currency()),
                        words.money(refused, contract.currency())));
            }
        }
        return rows;
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<VendorRecordPdf.TallyRow> disputes() {
        Map<String, List<Dispute>> byContract = new TreeMap<>();
        history.agenda()
                .disputes()
                .forEach(row -> byContract
                        .computeIfAbsent(row.dispute().contract(), key -> new ArrayList<>())
                        .add(row.dispute()));
        List<VendorRecordPdf.TallyRow> rows = new ArrayList<>();
        byContract.forEach((contract, disputes) -> rows.add(new VendorRecordPdf.TallyRow(
                contract,
                "",
                words.count(disputes.size()),
                words.count(count(disputes, Dispute::isOpen)),
                words.count(count(disputes, one -> one.state() == Dispute.State.ACCEPTED)),
                words.count(count(disputes, one -> one.state() == Dispute.State.REJECTED)),
                words.count(count(disputes, one -> one.state() == Dispute.State.SETTLED)))));
        return rows;
    }

    List<VendorRecordPdf.TallyRow> feedback() {
        Map<String, List<Agenda.Feedback>> byContract = new TreeMap<>();
        history.agenda()
                .feedback()
                .forEach(row -> byContract
                        .computeIfAbsent(row.contract(), key -> new ArrayList<>())
                        .add(row));
        List<VendorRecordPdf.TallyRow> rows = new ArrayList<>();
        byContract.forEach((contract, all) -> {
            List<BigDecimal> scores = all.stream()
                    .sorted(Comparator.comparing(Agenda.Feedback::period))
                    .flatMap(row -> row.score().stream())
                    .toList();
            rows.add(new VendorRecordPdf.TallyRow(
                    contract,
                    "",
                    words.count(all.size()),
                    mean(scores),
                    number(scores.stream().min(Comparator.naturalOrder())),
                    number(scores.stream().max(Comparator.naturalOrder())),
                    number(scores.isEmpty() ? Optional.empty() : Optional.of(scores.get(scores.size() - 1)))));
        });
        return rows;
    }

    private String mean(List<BigDecimal> scores) {
        return scores.isEmpty()
                ? ""
                : words.number(sum(scores).divide(BigDecimal.valueOf(scores.size()), 1, RoundingMode.HALF_UP));
    }

    private String number(Optional<BigDecimal> score) {
        return score.map(value -> words.number(Numbers.plain(value))).orElse("");
    }
}
