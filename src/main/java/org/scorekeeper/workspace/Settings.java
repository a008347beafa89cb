package org.scorekeeper.workspace;

import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.Problems;
import org.scorekeeper.contract.yaml.YamlReader;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.publish.csv.CsvForm;

/**
 * {@code scorekeeper.yaml}; every key has a default, and the file may be absent.
 *
 * @param asOf the as-of where the command names none
 * @param reports the folder of the documents, relative to the workspace
 * @param databaseUrl a server; empty: the workspace's own
 * @param databaseUser to log in as
 * @param databasePassword to log in with
 * @param schema of the tables
 * @param limits of what is read of a file
 * @param csv the form of the CSV documents
 */
public record Settings(
        Optional<AsOf> asOf,
        Optional<String> reports,
        Optional<String> databaseUrl,
        Optional<String> databaseUser,
        Optional<String> databasePassword,
        Optional<String> schema,
        Limits limits,
        CsvForm csv) {
    /** Where no file says anything. */
    public static final Settings DEFAULTS = new Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Limits.DEFAULTS,
            CsvForm.PLAIN);

    /** What reading gave; the settings are the defaults where anything is wrong. */
    record Result(Settings settings, List<Problem> problems) {}

    static Result read(String file, String text) {
        Problems problems = new Problems(file);
        Settings settings = YamlReader.read(text, problems).map(Settings::from).orElse(DEFAULTS);
        return new Result(problems.hasErrors() ? DEFAULTS : settings, problems.list());
    }

    private static Settings from(Block file) {
        Optional<AsOf> asOf = file.value("as-of", AsOf::parse);
        Optional<String> reports = file.text("reports");
        Optional<Block> database = file.block("database");
        Optional<String> url = database.flatMap(block -> block.text("url"));
        Optional<String> user = database.flatMap(block -> block.text("user"));
        Optional<String> password = database.flatMap(block -> block.text("password"));
        Optional<String> schema = database.flatMap(block -> block.text("schema"));
        database.ifPresent(Block::nothingElse);
        Limits limits = file.block("limits").map(LimitSettings::read).orElse(Limits.DEFAULTS);
        CsvForm csv = file.block("delivery").flatMap(Settings::csv).orElse(CsvForm.PLAIN);
        file.notYet("mail");
        file.nothingElse();
        return new Settings(asOf, reports, url, user, password, schema, limits, csv);
    }

    /** {@code delivery: { csv: { profile: excel-de } }}. */
    private static Optional<CsvForm> csv(Block delivery) {
        Optional<CsvForm> form = delivery.block("csv").flatMap(csv -> {
            Optional<CsvForm> profile = csv.value("profile", CsvForm::of);
            csv.nothingElse();
            return profile;
        });
        delivery.nothingElse();
        return form;
    }
}
