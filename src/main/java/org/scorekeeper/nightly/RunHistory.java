package org.scorekeeper.nightly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.nightly.postgres.RunRecords;
import org.scorekeeper.nightly.postgres.RunStore;
import org.scorekeeper.publish.text.RunRecord;
import org.scorekeeper.publish.text.RunsPage;
import org.scorekeeper.workspace.Workspace;

/** Tells of the runs of a workspace, also while one is on. */
public final class RunHistory {
    private final RunRecords records;
    private final RunStore runs;

    private RunHistory(Database database) {
        this.records = new RunRecords(database.dataSource(), database.settings().batchSchema());
        this.runs = new RunStore(database.dataSource());
    }

    /** The newest runs as a table. */
    public static String list(NightRequest request, int most) {
        return ask(request, history -> RunsPage.list(history.records.newest(most)));
    }

    /**
     * One run with its steps, files and refusals.
     *
     * @param id its number, or the id that documents print
     * @throws UnknownNameException where there is none
     */
    public static String one(NightRequest request, String id) {
        return ask(request, history -> history.one(id));
    }

    private interface Question {
        String answer(RunHistory history);
    }

    private static String ask(NightRequest request, Question question) {
        Workspace workspace = Workspace.read(request.workspace());
        if (workspace.hasWrongSettings()) {
            throw new UnknownNameException("the settings are wrong; scorekeeper check names what.");
        }
        DatabaseSettings settings = Night.databaseOf(request, workspace);
        if (!Database.isKept(settings, request.workspace())) {
            throw new UnknownNameException("nothing has run here yet. Run: scorekeeper nightly");
        }
        try (Database database = Database.look(settings, request.workspace())) {
            if (database.schemaVersion()
                    .filter(version -> version >= Database.newestVersion())
                    .isEmpty()) {
                throw new UnknownNameException(
                        "the tables are of another release. Run: scorekeeper nightly, which brings them up to date");
            }
            return question.answer(new RunHistory(database));
        }
    }

    private String one(String id) {
        RunRecord run = records.find(id).orElseThrow(() -> {
            List<RunRecord> newest = records.newest(1);
            return new UnknownNameException("there is no run " + id
                    + (newest.isEmpty()
                            ? ""
                            : "; the newest is " + newest.get(0).number() + ", "
                                    + newest.get(0).shortId())
                    + ". scorekeeper runs lists them.");
        });
        return RunsPage.one(RunRecords.with(run, next(run)));
    }

    /** What its records ask a person to do. */
    private List<String> next(RunRecord run) {
        List<String> next = new ArrayList<>();
        if (run.exit().isEmpty()) {
            next.add("It did not finish" + failed(run)
                    + ". Give the same command again: it goes on behind what is stored.");
        }
        for (RunRecord.TakenFile file : run.files()) {
            if (file.state().equals("quarantined")) {
                next.add("inbox/" + file.path() + ": " + file.reason().orElse("it cannot be read"));
            }
        }
        Map<String, Long> refused = new TreeMap<>();
        run.files().stream()
                .filter(file -> file.rejected() > 0 && !file.state().equals("withdrawn"))
                .forEach(file -> refused.merge(file.vendor(), file.rejected(), Long::sum));
        String month = run.asOf().substring(0, Math.min(7, run.asOf().length()));
        refused.forEach((vendor, rows) -> next.add("Send " + Path.of(run.reports(), month, vendor, "rejected-rows.csv")
                + " to " + vendor + ": " + rows + (rows == 1 ? " row was" : " rows were") + " refused."));
        Map<String, String> notes = runs.notes(run.number());
        for (String concern : runs.get(run.number()).concerns()) {
            asked(concern, notes).ifPresent(next::add);
        }
        records.unsent(run.number())
                .forEach((state, count) -> next.add((count == 1 ? "1 mail is " : count + " mails are ")
                        + state
                        + (state.equals("doubtful")
                                ? ": ask whether it came."
                                : ". scorekeeper doctor says whether the mail server answers.")));
        return next;
    }

    private static String failed(RunRecord run) {
        return run.steps().stream()
                .filter(step -> !step.why().isEmpty())
                .reduce((earlier, later) -> later)
                .map(step -> ": the step " + step.name() + " failed (" + step.why() + ")")
                .orElse("");
    }

    /** What is not told by the files already. */
    private static Optional<String> asked(String concern, Map<String, String> notes) {
        int space = concern.indexOf(' ');
        String kind = space < 0 ? concern : concern.substring(0, space);
        String rest = space < 0 ? "" : concern.substring(space + 1);
        return switch (kind) {
            case "problem" -> Optional.of(rest);
            case "held" -> Optional.of(rest + " is held: scorekeeper hold --release lets it go, close issues it now.");
            case "missing" -> Optional.of("The file that the feed " + rest + " expected has not come. Ask the vendor.");
            case "left" -> Optional.of("inbox/" + rest + " was not read: scorekeeper sniff says what it is.");
            case "rejected", "quarantined", "mail" -> Optional.empty();
            default -> Optional.ofNullable(notes.get(concern));
        };
    }
}
