package org.scorekeeper.publish.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Place;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.TimesheetSummary;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.DataReceived.FileReceipt;
import org.scorekeeper.publish.DataReceived.RefusedRow;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.Numbers;
import org.scorekeeper.publish.told.Words;

/** Timesheets, deliverables and the data behind the figures. */
final class EvidenceSections {
    private static final int MOST_FILES = 30;
    private static final int MOST_REFUSED = 12;

    private final Scorecard scorecard;
    private final Words words;

    EvidenceSections(Scorecard scorecard, Words words) {
        this.scorecard = scorecard;
        this.words = words;
    }

    List<Section> all() {
        List<Section> sections = new ArrayList<>();
        scorecard
                .timesheets()
                .filter(sheets -> !sheets.lines().isEmpty())
                .ifPresent(sheets -> sections.add(time(sheets)));
        sections.add(budget());
        sections.add(deliverables());
        sections.add(Section.of("together", new TogetherRows(scorecard, words).rows(), words.say("together.heading"))
                .noted(words.say("together.note")));
        sections.add(files());
        sections.add(refused());
        sections.add(quality());
        return sections;
    }

    /** One role. */
    record RoleRow(
            String role,
            String persons,
            String hours,
            String rate,
            String billed,
            String card,
            String difference,
            boolean strong) {}

    private Section time(TimesheetSummary sheets) {
        List<RoleRow> rows = new ArrayList<>();
        for (TimesheetSummary.RoleLine line : sheets.lines()) {
            rows.add(new RoleRow(
                    line.role(),
                    words.count(line.persons()),
                    words.number(line.hours(), 2),
                    line.contractRate().map(this::money).orElseGet(() -> words.say("time.norate")),
                    money(line.billed()),
                    line.contractRate().isPresent() ? money(line.atRateCard()) : words.say("levels.none"),
                    money(line.billed().subtract(line.atRateCard())),
                    false));
        }
        rows.add(new RoleRow(
                words.say("time.total"),
                "",
                words.number(sheets.hours(), 2),
                "",
                money(sheets.billed()),
                money(sheets.atRateCard()),
                money(sheets.billed().subtract(sheets.atRateCard())),
                true));
        return Section.of("timesheets", rows, words.say("time.heading")).with("remarks", remarks(sheets));
    }

    private String remarks(TimesheetSummary sheets) {
        List<String> remarks = new ArrayList<>();
        sheets.ceiling()
                .filter(ceiling -> ceiling.signum() > 0)
                .ifPresent(ceiling -> remarks.add(ceiling(sheets, ceiling)));
        int faults = remarks.size();
        remark(
                remarks,
                "time.otherrate",
                sheets.lines().stream()
                        .mapToInt(TimesheetSummary.RoleLine::rowsAtOtherRate)
                        .sum());
        remark(remarks, "time.unapproved", sheets.unapproved());
        remark(remarks, "time.overlong", sheets.overlong());
        remark(remarks, "time.closed", sheets.onClosedDays());
        if (remarks.size() == faults) {
            remarks.add(words.say("time.clean"));
        }
        return String.join("\n", remarks);
    }

    private String ceiling(TimesheetSummary sheets, BigDecimal ceiling) {
        BigDecimal billed = sheets.billedUnderCeiling();
        BigDecimal left = ceiling.subtract(billed);
        return words.say(
                left.signum() < 0 ? "time.ceiling.over" : "time.ceiling",
                money(billed),
                money(ceiling),
                words.percent(
                        billed.multiply(BigDecimal.valueOf(100)).divide(ceiling, 1, java.math.RoundingMode.HALF_UP), 1),
                money(left.abs()));
    }

    private void remark(List<String> remarks, String key, int count) {
        if (count > 0) {
            remarks.add(words.say(key, count));
        }
    }

    /** A picture over the whole width, with what it says in words. */
    record PictureRow(String caption, Drawing picture) {}

    private Section budget() {
        List<Scorecard.Billed> bars = scorecard.billed();
        if (bars.isEmpty()) {
            return Section.of("picture", List.of(), "");
        }
        Contract contract = scorecard.result().contract();
        Optional<Contract.Ceiling> ceiling = contract.timesheetRules().flatMap(Contract.TimesheetRules::notToExceed);
        Optional<BigDecimal> warnAt = ceiling.flatMap(Contract.Ceiling::warnAtPercent);
        String caption = words.say(
                "budget.caption",
                words.say("budget.per." + ceiling.map(Contract.Ceiling::per).orElse("none")),
                warnAt.map(share -> words.say("budget.warn", words.percent(Numbers.plain(share), 0)))
                        .orElse(""));
        return Section.of(
                "picture",
                List.of(new PictureRow(caption, new BudgetChart(bars, warnAt, contract.currency(), words))),
                words.say("budget.heading"));
    }

    /** One deliverable. */
    record DeliverableRow(
            String title,
            String id,
            String due,
            String delivered,
            String accepted,
            String fee,
            Drawing line,
            String state) {}

    private Section deliverables() {
        LocalDate today = LocalDate.ofInstant(
                scorecard.asOf().minusSeconds(1), scorecard.result().contract().zone());
        Timeline timeline = new Timeline(scorecard.deliverables(), today, words);
        List<DeliverableRow> rows = scorecard.deliverables().stream()
                .map(one -> new DeliverableRow(
                        one.title(),
                        id(one),
                        one.due().map(words::day).orElseGet(() -> words.say("deliverables.undated")),
                        one.delivered().map(words::day).orElse(""),
                        one.accepted().map(words::day).orElse(""),
                        one.fee().map(this::money).orElse(""),
                        timeline.line(one),
                        state(one)))
                .toList();
        return Section.of("deliverables", rows, words.say("deliverables.heading"))
                .noted(words.say("deliverables.note"))
                .with("axis", timeline.axis());
    }

    private String id(DeliverableStatus one) {
        String remark = !one.inContract()
                ? words.say("deliverables.extra")
                : one.differs() ? words.say("deliverables.differs") : "";
        return remark.isEmpty() ? one.id() : one.id() + " · " + remark;
    }

    private String state(DeliverableStatus one) {
        if (one.daysLate() > 0) {
            String word = words.say(
                            one.delivered().isPresent() ? "deliverables.late" : "deliverables.overdue", one.daysLate())
                    + one.relief()
                            .map(by -> " (" + words.say("deliverables.relief", by) + ")")
                            .orElse("");
            return Shapes.coloured("■", Palette.FAILED_HEX) + Words.NO_BREAK + word;
        }
        if (one.excused()) {
            return Shapes.coloured("◇", Palette.SOFT_HEX)
                    + Words.NO_BREAK
                    + words.say(
                            "deliverables.excused", Words.escaped(one.relief().orElse("")));
        }
        return one.delivered().isPresent()
                ? Shapes.coloured("●", Palette.MET_HEX) + Words.NO_BREAK + words.say("deliverables.intime")
                : Shapes.coloured("○", Palette.SOFT_HEX) + Words.NO_BREAK + words.say("deliverables.open");
    }

    /** One file. */
    record FileRow(
            String file,
            String feed,
            String received,
            String read,
            String accepted,
            String unchanged,
            String superseded,
            String rejected,
            boolean strong) {}

    private Section files() {
        List<FileReceipt> files = scorecard.data().files();
        List<FileReceipt> newest = files.stream()
                .sorted(Comparator.comparing(FileReceipt::received).reversed().thenComparing(FileReceipt::path))
                .limit(MOST_FILES)
                .sorted(Comparator.comparing(FileReceipt::received).thenComparing(FileReceipt::path))
                .toList();
        List<FileRow> rows = new ArrayList<>();
        newest.forEach(file -> rows.add(row(file)));
        if (files.size() > 1) {
            rows.add(new FileRow(
                    words.say("data.total"),
                    "",
                    "",
                    sum(files, FileReceipt::read),
                    sum(files, FileReceipt::accepted),
                    sum(files, FileReceipt::unchanged),
                    sum(files, FileReceipt::superseded),
                    sum(files, FileReceipt::rejected),
                    true));
        }
        Section section = Section.of("files", rows, words.say("data.heading"));
        return files.size() <= MOST_FILES
                ? section
                : section.noted(words.say("data.cut", words.count(MOST_FILES), words.count(files.size())));
    }

    private FileRow row(FileReceipt file) {
        String feed = file.quarantined()
                .map(reason -> words.say("data.quarantined", reason))
                .orElseGet(() -> file.feed() + " · " + words.say("data.hash", start(file.sha256())));
        return new FileRow(
                file.path(),
                feed,
                words.asOf(file.received()),
                words.count(file.read()),
                words.count(file.accepted()),
                words.count(file.unchanged()),
                words.count(file.superseded()),
                words.count(file.rejected()),
                false);
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(8, hash.length()));
    }

    private String sum(List<FileReceipt> files, ToLongFunction<FileReceipt> count) {
        return words.count(files.stream().mapToLong(count).sum());
    }

    /** One refused row. */
    record RefusedEntry(String where, String column, String found, String why) {}

    private Section refused() {
        List<RefusedRow> all = scorecard.data().refused();
        List<RefusedEntry> rows = all.stream()
                .limit(MOST_REFUSED)
                .map(row -> new RefusedEntry(
                        ItemRows.reference(new Place(row.file(), row.sheet().orElse(null), row.row())),
                        row.column(),
                        Optional.of(row.found())
                                .filter(found -> !found.isEmpty())
                                .orElseGet(() -> words.say("refused.empty")),
                        row.reason() + " " + row.remedy()))
                .toList();
        Section section = Section.of("refused", rows, words.say("refused.heading"));
        return all.size() <= MOST_REFUSED
                ? section
                : section.noted(words.say("refused.cut", words.count(MOST_REFUSED), words.count(all.size())));
    }

    /** One month. */
    record QualityRow(
            String month, String files, String unreadable, String read, String rejected, String share, String reason) {}

    private Section quality() {
        List<QualityRow> rows = scorecard.data().quality().stream()
                .map(month -> new QualityRow(
                        words.period(MeasurementPeriod.parse(month.month())),
                        words.count(month.files()),
                        words.count(month.unreadable()),
                        words.count(month.rows()),
                        words.count(month.rejected()),
                        share(month),
                        month.reason()))
                .toList();
        return Section.of("quality", rows, words.say("quality.heading"));
    }

    private String share(DataReceived.QualityOfMonth month) {
        return month.rows() == 0
                ? ""
                : words.percent(
                        BigDecimal.valueOf(month.rejected() * 100)
                                .divide(BigDecimal.valueOf(month.rows()), 2, RoundingMode.HALF_UP),
                        2);
    }

    private String money(BigDecimal amount) {
        return words.money(amount, scorecard.result().contract().currency());
    }
}
