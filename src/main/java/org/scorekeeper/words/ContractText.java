package org.scorekeeper.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Example;
import org.scorekeeper.contract.Example.Given;
import org.scorekeeper.contract.Example.Measured;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Unit;

/** A contract in plain words, every default spelled out, for the people who sign it. */
public final class ContractText {
    private final Telling telling;

    private ContractText(Telling telling) {
        this.telling = telling;
    }

    /**
     * The newest of some versions, and what each of them changed.
     *
     * @param versions in the order of their days
     * @param clauses the paper's clause of what stands under a path of a version's file
     */
    public static List<Chapter> of(List<Contract> versions, BiFunction<Contract, String, Optional<String>> clauses) {
        Map<Contract, List<Chapter>> told = new LinkedHashMap<>();
        for (Contract version : versions) {
            Telling telling =
                    new Telling(version, Phrases.english(version.locale()), path -> clauses.apply(version, path));
            told.put(version, new ContractText(telling).chapters());
        }
        List<Chapter> chapters = new ArrayList<>(told.getOrDefault(versions.get(versions.size() - 1), List.of()));
        chapters.addAll(TermText.versions(versions, told));
        return chapters;
    }

    private List<Chapter> chapters() {
        Contract contract = telling.contract();
        List<Chapter> chapters = new ArrayList<>();
        TermText terms = new TermText(telling);
        WorkText work = new WorkText(telling);
        chapters.add(terms.parties());
        chapters.add(terms.periods());
        chapters.add(new CalendarText(telling).chapter());
        contract.levels().forEach(level -> chapters.add(new LevelText(telling, level).chapter()));
        if (!contract.levels().isEmpty() || !contract.credits().equals(Credits.NONE)) {
            chapters.add(new CreditText(telling, contract.credits(), "credits").chapter());
        }
        terms.triggers().ifPresent(chapters::add);
        work.rates().ifPresent(chapters::add);
        work.timesheets().ifPresent(chapters::add);
        work.deliverables().ifPresent(chapters::add);
        examples().ifPresent(chapters::add);
        return chapters;
    }

    private Optional<Chapter> examples() {
        Contract contract = telling.contract();
        if (contract.examples().isEmpty()) {
            return Optional.empty();
        }
        Chapter chapter = new Chapter("Worked examples, which this contract gives");
        for (int i = 0; i < contract.examples().size(); i++) {
            Example example = contract.examples().get(i);
            List<String> outcomes = new ArrayList<>();
            example.expected().forEach((what, values) -> outcomes.add(outcome(example, what, values)));
            chapter.say(
                    "Example " + (i + 1),
                    given(example.given())
                            + example.charges()
                                    .map(charges -> ", with charges of " + telling.money(charges) + ",")
                                    .orElse("")
                            + " give " + telling.and(outcomes) + "." + telling.clause("examples[" + (i + 1) + "]"));
        }
        return Optional.of(chapter);
    }

    private String given(Given given) {
        if (given instanceof Given.Points points) {
            return (points.periods().size() == 1
                            ? "Points of a period of "
                            : "Points of periods one after the other of ")
                    + telling.and(points.periods().stream().map(telling::number).toList());
        }
        if (given instanceof Given.Delivery delivery) {
            return delivery.deliverable()
                    + delivery.came()
                            .map(day -> " handed over on " + telling.phrases().day(day))
                            .orElseGet(
                                    () -> " handed over " + delivery.daysLate().orElse(0) + " days late");
        }
        List<String> levels = new ArrayList<>();
        ((Given.Figures) given)
                .figures()
                .forEach((id, figures) -> levels.add(id + " at "
                        + telling.and(
                                figures.stream().map(one -> figure(id, one)).toList())));
        return "Periods of " + telling.and(levels);
    }

    private String figure(String id, Measured measured) {
        Unit unit = telling.contract()
                .level(id)
                .map(ServiceLevel::target)
                .map(target -> target.unit())
                .orElse(Unit.NONE);
        String counts = measured.missed()
                .map(missed -> missed + " missed"
                        + measured.items().map(items -> " of " + items).orElse(""))
                .orElse("");
        String value =
                measured.value().map(base -> telling.quantity(base, unit)).orElse("");
        String both = value.isEmpty() || counts.isEmpty() ? value + counts : value + " (" + counts + ")";
        return both.isEmpty() ? "no data" : both;
    }

    private String outcome(Example example, String what, List<String> values) {
        List<String> words = values.stream()
                .map(value -> switch (what) {
                    case "credits", "earn-back" -> telling.money(new java.math.BigDecimal(value));
                    case "target" -> target(example, value);
                    case "status" -> value.replace('_', ' ');
                    default -> value;
                })
                .toList();
        return what.replace('-', ' ') + " " + String.join(", ", words);
    }

    private String target(Example example, String value) {
        Unit unit = example.given() instanceof Given.Figures figures
                ? figures.figures().keySet().stream()
                        .findFirst()
                        .flatMap(telling.contract()::level)
                        .map(level -> level.target().unit())
                        .orElse(Unit.NONE)
                : Unit.NONE;
        return telling.quantity(new java.math.BigDecimal(value), unit);
    }
}
