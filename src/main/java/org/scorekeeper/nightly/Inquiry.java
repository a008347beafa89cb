package org.scorekeeper.nightly;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.KnownFiles;
import org.scorekeeper.facts.postgres.OldMonths;
import org.scorekeeper.measure.DeliverableStatus;
import org.scorekeeper.measure.Figure;
import org.scorekeeper.measure.ItemAccount;
import org.scorekeeper.measure.Witness;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.nightly.postgres.RunStore.Run;
import org.scorekeeper.publish.ReportFolder;
import org.scorekeeper.publish.text.Explained;
import org.scorekeeper.publish.text.ItemPage;
import org.scorekeeper.publish.text.LevelPage;
import org.scorekeeper.publish.text.MoneyPage;
import org.scorekeeper.publish.text.SimulationPage;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;
import org.scorekeeper.settle.SettledPeriod;
import org.scorekeeper.settle.postgres.ResultStore.Stored;
import org.scorekeeper.workspace.AsOf;
import org.scorekeeper.workspace.Workspace;

/**
 * Questions about stored figures: {@code explain} and {@code evidence}. What is stored is only printed; for single items
 * the meters are run again over what the figure's own run knew, while a witness listens.
 */
public final class Inquiry {
    /** What stands for a service level where the contract's money as a whole is asked for. */
    public static final String WHOLE = "contract";

    private final NightContext night;

    Inquiry(NightContext night) {
        this.night = night;
    }

    /**
     * Has a question answered, by what is known now or was known on an earlier day.
     *
     * @throws UnknownNameException where the question names what is not there
     */
    public static <T> T ask(NightRequest request, Optional<LocalDate> asKnownOn, Function<Inquiry, T> question) {
        Workspace workspace = Workspace.read(request.workspace());
        if (workspace.hasWrongSettings()) {
            throw new UnknownNameException("the settings are wrong; scorekeeper check names what.");
        }
        if (asKnownOn.isPresent()) {
            return KnownDay.ask(request, workspace, asKnownOn.get(), night -> question.apply(new Inquiry(night)));
        }
        DatabaseSettings settings = Night.databaseOf(request, workspace);
        if (!Database.isThere(settings, request.workspace())) {
            throw new UnknownNameException("no night has run here yet. Run: scorekeeper nightly");
        }
        try (Database database = Database.open(settings, request.workspace())) {
            RunStore runs = new RunStore(database.dataSource());
            Run run = runs.latestFinished()
                    .orElseThrow(
                            () -> new UnknownNameException("no night has finished here yet. Run: scorekeeper nightly"));
            return question.apply(new Inquiry(new NightContext(
                    run,
                    AsOf.parse(run.key().asOf()),
                    Set.of(),
                    PastWorkspace.of(workspace, runs.inputs(run.runId())),
                    new ReportFolder(Night.reportsOf(request, workspace)),
                    database.dataSource(),
                    List.of(),
                    Progress.silent(),
                    false)));
        }
    }

    /** How a level's figure, a deliverable's late line, or the contract's money as a whole came about. */
    public String explain(String contract, String level, String period) {
        ContractHistory history = contract(contract);
        List<Stored> revisions = revisions(history, period, Optional.of(level));
        Explained explained = explained(history, revisions);
        if (level.equalsIgnoreCase(WHOLE)) {
            return MoneyPage.of(explained);
        }
        Optional<LevelResult> result = explained.result().level(level);
        if (result.isPresent()) {
            return LevelPage.of(explained, result.get());
        }
        return explained.now().deliverables().stream()
                .filter(one -> one.id().equals(level))
                .findFirst()
                .map(deliverable -> MoneyPage.of(explained, deliverable))
                .orElseThrow(() -> unknownLevel(history, explained.now(), level));
    }

    /** One item's whole clock in a level, and every row that said something of it. */
    public String explain(String contract, String level, String period, String item) {
        ContractHistory history = contract(contract);
        List<Stored> revisions = revisions(history, period, Optional.of(level));
        Stored stored = revisions.get(revisions.size() - 1);
        PeriodResult result = stored.period().result();
        ServiceLevel promise = result.level(level)
                .orElseThrow(() -> unknownLevel(history, stored.period(), level))
                .level();
        List<ItemAccount> accounts = new ArrayList<>();
        Nearest nearest = new Nearest(item);
        NightContext then = measure(history, stored, (version, of, account) -> {
                    if (of.equals(level) && account.id().equalsIgnoreCase(item)) {
                        accounts.add(account);
                    } else if (of.equals(level)) {
                        nearest.offer(account.id());
                    }
                })
                .night();
        if (accounts.isEmpty()) {
            throw new UnknownNameException("no item " + item + " was looked at for " + level + " of " + contract
                    + nearest.words() + ". scorekeeper evidence " + contract + " " + period + " --all lists all.");
        }
        return ItemPage.of(
                result,
                promise,
                accounts,
                then.workspace().registers().of(history.id()).relieving(),
                run(stored));
    }

    /**
     * Writes every item that counted for each level of a period, with its clock, as CSV.
     *
     * @param all also those that did not count, and why
     * @return what a reader must know beside it, a sentence each
     */
    public List<String> evidence(String contract, String period, boolean all, OutputStream out) throws IOException {
        ContractHistory history = contract(contract);
        List<Stored> revisions = revisions(history, period, Optional.empty());
        Stored stored = revisions.get(revisions.size() - 1);
        PeriodResult result = stored.period().result();
        try (Evidence evidence = new Evidence(result, all)) {
            Measured measured = measure(history, stored, evidence);
            evidence.writeTo(out);
            return differences(result, measured.figures());
        }
    }

    /** Where the items come to something else than the figure that stands: it was made with other register rows or feeds. */
    private static List<String> differences(PeriodResult result, Map<String, Figure> figures) {
        List<String> said = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            Figure figure = figures.get(level.level().id());
            if (figure != null
                    && (figure.total().compareTo(level.figure().total()) != 0
                            || !figure.value().equals(level.figure().value()))) {
                said.add(level.level().id() + ": the items come to another figure than the one that stands,"
                        + " which a changed feed or calendar does not restate; see the notes of the last night.");
            }
        }
        return said;
    }

    /**
     * What a contract's stored facts come to under other terms, beside what stands.
     *
     * @param file as the person named it
     * @param text what stands in it
     * @throws UnknownNameException where the terms or the periods cannot be used, in words
     */
    public String simulate(String file, String text, String from, String to) {
        Contract terms = terms(file, text);
        ContractHistory history = contract(terms.id());
        if (!terms.vendor().equals(history.vendor())) {
            throw new UnknownNameException(file + ": the vendor is " + terms.vendor() + ", but the facts of "
                    + history.id() + " are " + history.vendor() + "'s. Write that vendor.");
        }
        List<Stored> stored = night.results().history(history);
        MeasurementPeriod first = revisions(history, from, Optional.of(WHOLE))
                .get(0)
                .period()
                .result()
                .settledIn();
        MeasurementPeriod last = revisions(history, to, Optional.of(WHOLE))
                .get(0)
                .period()
                .result()
                .settledIn();
        if (last.from().isBefore(first.from())) {
            throw new UnknownNameException("--to " + to + " lies before --from " + from + ".");
        }
        Predicate<PeriodResult> asked = result -> !result.settledIn().from().isBefore(first.from())
                && !result.settledIn().to().isAfter(last.to());
        return SimulationPage.of(
                file,
                terms,
                stored.stream().map(one -> one.period().result()).filter(asked).toList(),
                simulated(history, stored, terms, first, last).stream()
                        .map(SettledPeriod::result)
                        .filter(asked)
                        .toList(),
                "facts as of " + night.run().key().asOf());
    }

    private static Contract terms(String file, String text) {
        ContractReader.Result read = ContractReader.read(file, text);
        List<String> errors = read.problems().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .toList();
        if (read.contract().isEmpty() || !errors.isEmpty()) {
            throw new UnknownNameException(String.join(System.lineSeparator(), errors));
        }
        return read.contract().get();
    }

    /**
     * Settles all periods, the asked ones under other terms. What lies before keeps its own, so that repeats, windows and
     * a year's caps look back on what was; a contract year is counted as the stored contract counts it.
     */
    private List<SettledPeriod> simulated(
            ContractHistory history,
            List<Stored> stored,
            Contract other,
            MeasurementPeriod first,
            MeasurementPeriod last) {
        Contract terms = other.within(history.latest().term());
        requireMeasured(
                history,
                // Other periods than those that were issued would have to be measured from the term's start.
                other.period() == first.kind()
                        ? first.from()
                        : history.latest().term().from());
        SortedMap<MeasurementPeriod, Contract> kept = new TreeMap<>(ContractNight.kept(
                night,
                history,
                stored.stream()
                        .filter(one -> one.period().result().state().stands())
                        .toList()));
        if (other.period() == first.kind()) {
            for (MeasurementPeriod period = first; !period.from().isAfter(last.from()); period = period.next()) {
                kept.put(period, terms);
            }
        }
        ContractHistory simulated = other.period() == first.kind()
                ? history.keeping(kept)
                : new ContractHistory(
                        List.of(terms.from(history.versions().get(0).appliesFrom())));
        try (Connection connection = night.dataSource().getConnection()) {
            MeasuredContract measured = new MeasuredContract(
                    night,
                    simulated,
                    night.workspace().registers().of(history.id()),
                    connection,
                    KnownFiles.atRun(connection, night.run().runId()),
                    other.period() == first.kind() ? Frozen.of(night, history, connection) : Frozen.NONE);
            return measured.settle();
        } catch (SQLException failure) {
            throw new IllegalStateException("the facts cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Explained explained(ContractHistory history, List<Stored> revisions) {
        Stored last = revisions.get(revisions.size() - 1);
        PeriodResult result = last.period().result();
        return new Explained(
                revisions.stream().map(Stored::period).toList(),
                result.settledIn().equals(result.period())
                        ? Optional.empty()
                        : night.results()
                                .period(history, result.settledIn().label())
                                .map(SettledPeriod::result),
                night.ledger().ofPeriod(result.period().label()).stream()
                        .filter(entry -> entry.contract().id().equals(history.id()))
                        .toList(),
                run(last));
    }

    private String run(Stored stored) {
        Run run = night.runs().get(stored.runId());
        return "Run " + run.shortId() + " as of " + run.key().asOf();
    }

    /** What a second measurement gave. */
    private record Measured(NightContext night, Map<String, Figure> figures) {}

    /** Runs the meters over what the run of a result knew: its files, contracts, feeds and registers. */
    private Measured measure(ContractHistory now, Stored stored, Witness witness) {
        PeriodResult result = stored.period().result();
        MeasurementPeriod period = result.period();
        requireFacts(now.id() + " " + period.label(), period.from(), period.to());
        Run run = night.runs().get(stored.runId());
        NightContext then =
                night.of(run, PastWorkspace.of(night.workspace(), night.runs().inputs(run.runId())));
        ContractHistory found = then.workspace().contracts().get(now.id());
        ContractHistory written = found == null ? now : found;
        List<Stored> standing = night.results().history(written).stream()
                .filter(one -> one.period().result().state().stands() && one.runId() <= run.runId())
                .toList();
        ContractHistory terms = written.keeping(ContractNight.kept(then, written, standing));
        Contract version = terms.versionFor(period).orElse(terms.latest());
        try (Connection connection = night.dataSource().getConnection()) {
            MeasuredContract measured = new MeasuredContract(
                    then,
                    terms,
                    then.workspace().registers().of(now.id()),
                    connection,
                    KnownFiles.atRun(connection, run.runId()),
                    Frozen.NONE,
                    (of, level, account) -> {
                        if (of.equals(version)) {
                            witness.hear(of, level, account);
                        }
                    });
            return new Measured(then, measured.figures().getOrDefault(period, Map.of()));
        } catch (SQLException failure) {
            throw new IllegalStateException("the facts cannot be read: " + failure.getMessage(), failure);
        }
    }

    /** Other terms need facts, for every period that they are tried on. */
    private void requireMeasured(ContractHistory history, LocalDate from) {
        try (Connection connection = night.dataSource().getConnection()) {
            Frozen.of(night, history, connection)
                    .before()
                    .filter(from::isBefore)
                    .ifPresent(reach -> requireFacts(history.id() + " from " + from + " on", LocalDate.EPOCH, reach));
        } catch (SQLException failure) {
            throw new IllegalStateException("the facts cannot be read: " + failure.getMessage(), failure);
        }
    }

    private void requireFacts(String of, LocalDate from, LocalDate to) {
        try (Connection connection = night.dataSource().getConnection()) {
            OldMonths months = new OldMonths(connection);
            Optional<String> dropped = months.dropped(from, to);
            if (dropped.isPresent()) {
                throw new UnknownNameException(of + " cannot be measured again: " + dropped.get()
                        + "; explain and the issued documents have what was made of them.");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the facts cannot be read: " + failure.getMessage(), failure);
        }
    }

    private ContractHistory contract(String id) {
        Map<String, ContractHistory> contracts = night.workspace().contracts();
        ContractHistory history = contracts.get(id);
        if (history == null) {
            throw unknown("the contract", id, contracts.keySet());
        }
        return history;
    }

    private List<Stored> revisions(ContractHistory history, String period, Optional<String> level) {
        List<Stored> revisions = night.results().revisions(history, period);
        if (!revisions.isEmpty()) {
            return revisions;
        }
        throw unknown(
                "a period of " + history.id() + level.map(id -> " " + id).orElse(""),
                period,
                periodsOf(history, level.orElse(WHOLE)));
    }

    /** The periods in which a level has a figure: the contract's, or its own. */
    private Set<String> periodsOf(ContractHistory history, String level) {
        Set<String> labels = new TreeSet<>();
        for (Stored stored : night.results().history(history)) {
            PeriodResult result = stored.period().result();
            if (level.equalsIgnoreCase(WHOLE) || result.level(level).isPresent()) {
                labels.add(result.period().label());
            }
        }
        return labels;
    }

    private UnknownNameException unknownLevel(ContractHistory history, SettledPeriod period, String level) {
        if (period.result().contract().level(level).isPresent()) {
            return unknown(
                    "a period of " + history.id() + " " + level,
                    period.result().period().label(),
                    periodsOf(history, level));
        }
        Set<String> known = new LinkedHashSet<>();
        period.result().levels().forEach(one -> known.add(one.level().id()));
        period.deliverables().stream().map(DeliverableStatus::id).forEach(known::add);
        known.add(WHOLE);
        return unknown(
                "a service level or deliverable of "
                        + period.result().contract().id() + " in "
                        + period.result().period().label(),
                level,
                known);
    }

    private static UnknownNameException unknown(String what, String name, Set<String> known) {
        Nearest nearest = new Nearest(name);
        known.forEach(nearest::offer);
        return new UnknownNameException(name + " is not known as " + what + nearest.words()
                + (known.isEmpty() || known.size() > 20 ? "" : "; known are " + String.join(", ", known)) + ".");
    }

    /** The known names that are nearest to a wrong one. */
    private static final class Nearest {
        private static final int FAR = 3;
        private final String name;
        private int distance = FAR + 1;
        private final Set<String> names = new TreeSet<>();

        Nearest(String name) {
            this.name = name;
        }

        void offer(@Nullable String known) {
            if (known == null) {
                return;
            }
            int far = new org.apache.commons.text.similarity.LevenshteinDistance(FAR)
                    .apply(name.toLowerCase(java.util.Locale.ROOT), known.toLowerCase(java.util.Locale.ROOT));
            if (far >= 0 && far <= distance) {
                if (far < distance) {
                    names.clear();
                    distance = far;
                }
                if (names.size() < FAR) {
                    names.add(known);
                }
            }
        }

        String words() {
            return names.isEmpty() ? "" : ": did you mean " + String.join(" or ", names) + "?";
        }
    }
}
