package org.scorekeeper.measure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.facts.FactKind;

/** {@code share-of: files}: expected files that came in time. */
final class FilesMeter implements Meter {
    private final Scope scope;
    private final List<ExpectedFile> files;

    FilesMeter(Scope scope, Measure.Files rule, List<ExpectedFile> files) {
        this.scope = scope;
        this.files = files.stream()
                .filter(file -> file.feed().equals(rule.feed()) && !file.due().isAfter(scope.asOf()))
                .toList();
    }

    @Override
    public void add(FactKind kind, Item item) {
        // files are no facts: they are counted when they are due
    }

    @Override
    public Reading reading(MeasurementPeriod period) {
        List<ExpectedFile> due = files.stream()
                .filter(file -> period.equals(scope.period(file.due())))
                .toList();
        due.forEach(file -> hear(period, file));
        long inTime = due.stream().filter(ExpectedFile::inTime).count();
        return new Reading(
                due.isEmpty() ? Optional.empty() : Optional.of(Fraction.of(inTime * 100, due.size())),
                Optional.of(BigDecimal.valueOf(inTime)),
                BigDecimal.valueOf(due.size()),
                List.of(),
                List.of(),
                due.size(),
                List.of(),
                inTime + " of " + due.size() + " expected files came in time");
    }

    private void hear(MeasurementPeriod period, ExpectedFile file) {
        if (scope.isHeard()) {
            scope.hear(new ItemAccount(
                    file.feed() + " due "
                            + file.due()
                                    .atZone(scope.zone())
                                    .toLocalDateTime()
                                    .toString()
                                    .replace('T', ' '),
                    Optional.empty(),
                    "",
                    file.inTime() ? ItemAccount.Outcome.MET : ItemAccount.Outcome.MISSED,
                    file.inTime() ? "came in time" : "had not come by then",
                    Optional.of(period),
                    new ItemAccount.Timing(
                            Optional.of(file.due()),
                            file.arrived(),
                            Optional.empty(),
                            Optional.empty(),
                            0,
                            Optional.empty()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
    }
}
