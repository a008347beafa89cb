package org.scorekeeper.workspace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.Problems;
import org.scorekeeper.contract.yaml.YamlReader;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.intake.table.Limits;
import org.scorekeeper.publish.csv.CsvForm;

/**
 * {@code scorekeeper.yaml}; every key has a default, and the file may be absent.
 *
 * @param asOf the as-of where the command names none
 * @param reports the folder of the documents, relative to the workspace
 * @param database where facts and figures are kept, and who may do what there
 * @param limits of what is read of a file
 * @param csv the form of the CSV documents
 * @param previewWorkingDays how long before an issue a vendor sees it
 * @param mail where messages go; empty: none are written
 * @param takeover that nights take helpers, and the silence after which one is given up; empty: each machine is alone
 * @param metrics where a night's figures go for whoever watches machines; empty: nowhere
 * @param retention how long what is kept is kept
 */
public record Settings(
        Optional<AsOf> asOf,
        Optional<String> reports,
        DatabaseAccess database,
        Limits limits,
        CsvForm csv,
        int previewWorkingDays,
        Optional<MailSettings> mail,
        Optional<Duration> takeover,
        Optional<MetricsSettings> metrics,
        Retention retention) {
    private static final int PREVIEW = 5;
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    /** Where no file says anything. */
    public static final Settings DEFAULTS = new Settings(
            Optional.empty(),
            Optional.empty(),
            DatabaseAccess.DEFAULTS,
            Limits.DEFAULTS,
            CsvForm.PLAIN,
            PREVIEW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Retention.NONE);

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
        DatabaseAccess database =
                file.block("database").map(DatabaseAccess::read).orElse(DatabaseAccess.DEFAULTS);
        Limits limits = file.block("limits").map(LimitSettings::read).orElse(Limits.DEFAULTS);
        Optional<Block> delivery = file.block("delivery");
        // Both ways of writing it down: nested, and as the dotted path that the documents call it by.
        CsvForm csv = delivery.flatMap(block -> block.block("csv"))
                .or(() -> file.block("delivery.csv"))
                .flatMap(Settings::csv)
                .orElse(CsvForm.PLAIN);
        int preview = delivery.flatMap(block -> block.value("preview", Settings::workingDays))
                .orElse(PREVIEW);
        delivery.ifPresent(Block::nothingElse);
        Optional<MailSettings> mail = file.block("mail").flatMap(MailReader::read);
        Optional<Duration> takeover = file.block("workers").map(Settings::takeover);
        Optional<MetricsSettings> metrics = file.block("metrics").map(MetricsSettings::read);
        Retention retention = file.block("retention").map(Retention::read).orElse(Retention.NONE);
        file.nothingElse();
        return new Settings(asOf, reports, database, limits, csv, preview, mail, takeover, metrics, retention);
    }

    /** What figures and documents follow from, beside contracts, feeds, registers and files. */
    public String work() {
        return limits.withoutSettling() + " " + csv.code();
    }

    private static Duration takeover(Block block) {
        Duration takeover = block.value("takeover", Settings::takeover).orElse(TAKEOVER);
        block.nothingElse();
        return takeover;
    }

    private static Duration takeover(String text) {
        Duration takeover = LimitSettings.settle(text);
        if (takeover.toSeconds() < 3 || takeover.toMinutes() > 60) {
            throw new IllegalArgumentException("\"" + text + "\" is not from 3s to 60m.");
        }
        return takeover;
    }

    private static Optional<CsvForm> csv(Block block) {
        Optional<CsvForm> profile = block.value("profile", CsvForm::of);
        block.nothingElse();
        return profile;
    }

    private static int workingDays(String text) {
        if (ContractDuration.parse(text) instanceof ContractDuration.WorkingDays working) {
            return working.days();
        }
        throw new IllegalArgumentException("\"" + text + "\" is not in working days. Write 5 working days.");
    }
}
