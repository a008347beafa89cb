package org.scorekeeper.publish.pdf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Dispute;
import org.scorekeeper.publish.Scorecard;
import org.scorekeeper.publish.told.Numbers;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;

/** What the partners work on together, of the registers: actions, risks, disputes and feedback, what is due first on top. */
final class TogetherRows {
    private static final int MOST = 12;

    private final Scorecard scorecard;
    private final Words words;
    private final LocalDate today;

    TogetherRows(Scorecard scorecard, Words words) {
        this.scorecard = scorecard;
        this.words = words;
        this.today = LocalDate.ofInstant(
                scorecard.asOf().minusSeconds(1), scorecard.result().contract().zone());
    }

    /** One row of a register. */
    record Row(String group, String groupNote, String title, String note, String who, String when, String state) {}

    List<Row> rows() {
        Agenda agenda = scorecard.agenda();
        List<Row> rows = new ArrayList<>();
        rows.addAll(group(
                "actions",
                agenda.actions().stream()
                        .sorted(Comparator.comparing((Agenda.Action row) -> !row.isOpen())
                                .thenComparing(row -> row.due().orElse(LocalDate.MAX)))
                        .toList(),
                this::action));
        rows.addAll(group(
                "risks",
                agenda.risks().stream()
                        .sorted(Comparator.comparing(row -> row.reviewBy().orElse(LocalDate.MAX)))
                        .toList(),
                this::risk));
        rows.addAll(group(
                "disputes",
                agenda.disputes().stream()
                        .sorted(Comparator.comparing(row -> !row.dispute().isOpen()))
                        .toList(),
                this::dispute));
        rows.addAll(group("feedback", agenda.feedback(), this::feedback));
        return rows;
    }

    private interface Told<T> {
        Row of(T row, String group, String note);
    }

    private <T> List<Row> group(String register, List<T> all, Told<T> told) {
        String note = all.size() <= MOST
                ? words.count(all.size())
                : words.say("together.cut", words.count(MOST), words.count(all.size()), register + "*.csv");
        return all.stream()
                .limit(MOST)
                .map(row -> told.of(row, words.say("together." + register), note))
                .toList();
    }

    private Row action(Agenda.Action row, String group, String note) {
        boolean late = row.isOpen() && row.due().filter(today::isAfter).isPresent();
        String state = row.done()
                .map(day -> words.say("together.done", words.day(day)))
                .orElseGet(() -> row.state().orElseGet(() -> words.say("together.open")));
        return new Row(
                group,
                note,
                row.title(),
                notes(row.id(), row.serviceLevel().orElse(""), row.cause().orElse(""), internal(row.internal())),
                who(row.owner()),
                row.due().map(words::day).orElse(""),
                marked(
                        late ? Standing.FAILED : row.isOpen() ? Standing.NOT_MEASURED : Standing.MET,
                        late ? words.say("together.overdue") : state));
    }

    private Row risk(Agenda.Risk row, String group, String note) {
        boolean late = row.reviewBy().filter(today::isAfter).isPresent();
        return new Row(
                group,
                note,
                row.title(),
                notes(
                        row.id(),
                        row.likelihood()
                                .map(word -> words.say("together.likelihood", word))
                                .orElse(""),
                        row.impact()
                                .map(word -> words.say("together.impact", word))
                                .orElse(""),
                        internal(row.internal())),
                who(row.owner()),
                row.reviewBy().map(words::day).orElse(""),
                marked(
                        late ? Standing.FAILED : Standing.AT_RISK,
                        late
                                ? words.say("together.review.late")
                                : row.state().orElseGet(() -> words.say("together.open"))));
    }

    private Row dispute(Agenda.Raised row, String group, String note) {
        Dispute dispute = row.dispute();
        String named = dispute.lineId()
                .orElseGet(() -> Stream.of(dispute.period(), dispute.serviceLevel(), dispute.item())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" · ")));
        String state = words.say(
                "dispute." + dispute.state().name().toLowerCase(Locale.ROOT),
                dispute.amount().map(this::money).orElse(""));
        return new Row(
                group,
                note,
                dispute.reason(),
                notes(
                        dispute.id(),
                        named,
                        dispute.claimed()
                                .map(value -> words.say(
                                        "dispute.claimed",
                                        dispute.lineId().isPresent() ? money(value) : words.number(value)))
                                .orElse("")),
                who(row.by()),
                row.settled().or(row::on).map(words::day).orElse(""),
                marked(dispute.isOpen() ? Standing.AT_RISK : Standing.NOT_MEASURED, state));
    }

    private Row feedback(Agenda.Feedback row, String group, String note) {
        return new Row(
                group,
                note,
                row.comment().orElseGet(() -> words.say("together.nocomment")),
                notes(internal(row.internal())),
                who(row.from()),
                words.period(MeasurementPeriod.parse(row.period())),
                row.score()
                        .map(score -> words.say("together.score", words.number(Numbers.plain(score))))
                        .orElse(""));
    }

    private String who(Optional<String> person) {
        return person.map(scorecard.result().contract().people()::told).orElse("");
    }

    private String internal(boolean internal) {
        return internal ? words.say("edition.internal") : "";
    }

    private static String notes(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }

    private String marked(Standing standing, String text) {
        return Shapes.of(standing) + Words.NO_BREAK + Words.escaped(text);
    }

    private String money(java.math.BigDecimal amount) {
        return words.money(amount, scorecard.result().contract().currency());
    }
}
