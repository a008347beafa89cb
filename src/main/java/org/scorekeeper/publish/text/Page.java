package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.facts.Place;
import org.scorekeeper.publish.Cell;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.PeriodState;

/** Lines of text about one contract, and how times, lengths and money are written in them. */
final class Page {
    private static final int WIDTH = 110;
    private static final String MARGIN = "  ";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private final Contract contract;
    private final List<String> lines = new ArrayList<>();

    Page(Contract contract) {
        this.contract = contract;
    }

    void line(String text) {
        lines.add(text);
    }

    void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    void table(TextTable table) {
        lines.addAll(table.lines(MARGIN));
    }

    /** Text behind a name, broken between words. */
    void named(String name, String text, int column) {
        String margin = MARGIN + " ".repeat(column);
        int gap = name.isEmpty() ? column : Math.max(1, column - name.length());
        StringBuilder line = new StringBuilder(MARGIN).append(name).append(" ".repeat(gap));
        for (String word : text.split(" ", -1)) {
            if (line.length() > margin.length() && line.length() + word.length() > WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(margin);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
    }

    /** A table with a sentence below each of its rows. */
    void table(TextTable table, List<String> below) {
        List<String> rows = table.lines(MARGIN);
        for (int i = 0; i < rows.size(); i++) {
            lines.add(rows.get(i));
            if (i > 0 && i <= below.size() && !below.get(i - 1).isEmpty()) {
                named("", below.get(i - 1), 4);
            }
        }
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    ZoneId zone() {
        return contract.zone();
    }

    /** What the contract is, and how firm the figures of the period are. */
    void head(PeriodResult result, String asked, String run) {
        line(contract.id() + " · " + contract.title() + " · " + vendor());
        line(asked);
        line("Period " + result.period().label() + ": " + result.period().from() + " to "
                + result.period().to().minusDays(1) + ", " + contract.zone() + " · " + state(result));
        line(run + "; terms from " + contract.appliesFrom() + " (" + contract.source() + ")");
    }

    private String vendor() {
        return Optional.ofNullable(contract.contacts().get("vendor"))
                .flatMap(Contract.Contact::name)
                .orElse(contract.vendor());
    }

    private String state(PeriodResult result) {
        String until = contract.closes()
                .flatMap(closes -> closes.after())
                .map(after -> " until " + after + " after its end")
                .orElse("");
        return result.state().code()
                + (result.state() == PeriodState.PROVISIONAL ? until : "")
                + (result.revision() > 0 ? ", revision " + result.revision() : "")
                + (result.running() ? ", still running" : "")
                + (result.because().isEmpty() ? "" : " (" + String.join("; ", result.because()) + ")");
    }

    /** On the contract's wall clock; with its offset in the hour that comes twice. */
    String time(Instant instant) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone());
        boolean twice = zone().getRules().getValidOffsets(local).size() > 1;
        return (local.getSecond() == 0 ? MINUTE : SECOND).format(local)
                + (twice ? " " + zone().getRules().getOffset(instant) : "");
    }

    String time(Optional<Instant> instant) {
        return instant.map(this::time).orElse("");
    }

    static String length(long seconds) {
        return new Cell.Length(seconds).plain();
    }

    static String length(Optional<Long> seconds) {
        return seconds.map(Page::length).orElse("");
    }

    static String number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    /** An amount with the currency's decimals and thousands apart. */
    String amount(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,." + contract.moneyPlaces() + "f", amount);
    }

    String money(BigDecimal amount) {
        return amount(amount) + " " + contract.currency().getCurrencyCode();
    }

    static String place(Place place) {
        return place.file() + (place.sheet() == null ? "" : " › " + place.sheet()) + " › row " + place.row();
    }
}
