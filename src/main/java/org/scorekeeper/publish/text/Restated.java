package org.scorekeeper.publish.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.settle.Cause;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/** Old and new of a restated period, and why it changed. */
record Restated(Page page) {
    /** One level's, or where none is named all levels' and the money's. */
    void of(Explained explained, Optional<String> level) {
        Optional<PeriodResult> before = explained.before();
        if (before.isEmpty()) {
            return;
        }
        PeriodResult now = explained.result();
        page.heading("Restated: revision " + now.revision() + " because of " + causes(now));
        TextTable table = new TextTable("", "issued first", "before", "now");
        for (LevelResult one : now.levels()) {
            String id = one.level().id();
            if (level.filter(asked -> !asked.equals(id)).isPresent()) {
                continue;
            }
            String first = explained.first().map(result -> said(result, id)).orElse("");
            String earlier = said(before.get(), id);
            String later = said(now, id);
            if (level.isPresent() || !earlier.equals(later)) {
                table.row(id, first, earlier, later);
            }
        }
        table.row(
                "customer's money",
                explained.first().map(result -> page.money(result.money())).orElse(""),
                page.money(before.get().money()),
                page.money(now.money()));
        page.table(table);
    }

    private String said(PeriodResult result, String id) {
        return result.level(id)
                .map(level -> counts(level) + LevelPage.figure(level) + ", "
                        + level.status().code().replace('_', ' ')
                        + level.step().map(step -> ", " + step.label()).orElse("")
                        + (level.credit().signum() == 0 ? "" : ", " + page.money(level.credit())))
                .orElse("not there");
    }

    private static String counts(LevelResult level) {
        return level.figure()
                .met()
                .map(met ->
                        Page.number(met) + " of " + Page.number(level.figure().total()) + " = ")
                .orElse("");
    }

    private String causes(PeriodResult now) {
        List<String> said = now.causes().stream().map(this::cause).toList();
        return said.isEmpty() ? "no cause on record" : String.join(", ", said);
    }

    private String cause(Cause cause) {
        BigDecimal share = cause.share();
        return cause.kind().words()
                + (share.signum() == 0
                        ? " (no money)"
                        : " (" + (share.signum() > 0 ? "+" : "") + page.money(share) + ")");
    }
}
