package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.contract.yaml.Problems;
import org.scorekeeper.contract.yaml.YamlNode;
import org.scorekeeper.contract.yaml.YamlReader;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.Feed.Column;
import org.scorekeeper.intake.Feed.ContractOf;
import org.scorekeeper.intake.Feed.Expectation;
import org.scorekeeper.intake.table.Spaces;

/** Reads a feed from its YAML; everything that is wrong with it is said at once, each with its line and key. */
public final class FeedReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EXPECTED =
            Pattern.compile("by ([01]?\\d|2[0-3]):([0-5]\\d) on (working days|every day)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHARE = Pattern.compile("(?:100|\\d{1,2}(?:\\.\\d{1,6})?)\\s?%");

    private final Block file;
    private final Problems problems;
    private Optional<Feed.Uses> uses = Optional.empty();

    private FeedReader(Block file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * What reading gave.
     *
     * @param feed empty where anything is wrong
     * @param problems all that is wrong, and warnings
     */
    public record Result(Optional<Feed> feed, List<Problem> problems) {
        /** Copies the list. */
        public Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a feed.
     *
     * @param fileName relative to the workspace, for the messages
     * @param text the file's YAML
     */
    public static Result read(String fileName, String text) {
        Problems problems = new Problems(fileName);
        Optional<Feed> feed = YamlReader.read(text, problems)
                .flatMap(block ->
                        new FeedReader(block, problems).withReadyMapping().feed());
        return new Result(problems.hasErrors() ? Optional.empty() : feed, problems.list());
    }

    /** Where the feed uses a mapping that comes with the product, its own keys go before that one's. */
    private FeedReader withReadyMapping() {
        Optional<String> name = file.value(
                "uses",
                text -> ReadyMappings.named(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("\"" + text + "\" is no mapping that comes with the"
                                        + " product. Write one of " + String.join(", ", ReadyMappings.NAMES)
                                        + ", or say under columns which column holds which field.")));
        if (name.isEmpty()) {
            return this;
        }
        FeedReader merged = new FeedReader(file.over(ReadyMappings.block(name.get()), "uses"), problems);
        merged.uses = Optional.of(new Feed.Uses(name.get(), !file.has("latest-by")));
        return merged;
    }

    private Optional<Feed> feed() {
        Optional<String> id = file.needValue("feed", FeedReader::name);
        Optional<String> vendor = file.needValue("vendor", FeedReader::name);
        ContractOf contract = contract();
        Optional<FactKind> kind = file.needValue("facts", FeedReader::kind);
        List<String> files = files();
        Optional<Expectation> expected = file.value("expected", FeedReader::expectation);
        FeedForm form = FeedForm.read(file);
        Set<String> missing = new HashSet<>();
        file.texts("missing").forEach(word -> missing.add(Spaces.trim(word).toLowerCase(Locale.ROOT)));
        file.known("uses");
        Map<String, Column> columns = new FeedColumns(file, kind).read();
        List<String> latestBy = latestBy(columns);
        Set<String> required = required(columns);
        Optional<BigDecimal> tolerate = file.block("tolerate").flatMap(block -> {
            Optional<BigDecimal> share = block.needValue("rejected", FeedReader::share);
            block.nothingElse();
            return share;
        });
        file.text("note");
        file.nothingElse();
        if (id.isEmpty() || vendor.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Feed(
                id.get(),
                vendor.get(),
                contract,
                kind.get(),
                files,
                expected,
                form.format(),
                form.datePatterns(),
                form.zone(),
                missing,
                uses,
                columns,
                latestBy,
                required,
                tolerate,
                problems.file()));
    }

    private static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no name. Write letters and digits, and between them points, hyphens and underscores.");
        }
        return text;
    }

    private ContractOf contract() {
        Optional<YamlNode> node = file.node("contract");
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping) {
            return file.block("contract")
                    .map(block -> {
                        Optional<String> column = block.need("column");
                        block.nothingElse();
                        return new ContractOf(Optional.empty(), column);
                    })
                    .orElse(ContractOf.ALL);
        }
        Optional<String> id = file.text("contract");
        if (id.isEmpty() && node.isPresent() && node.get() instanceof YamlNode.Scalar) {
            file.error(
                    "contract",
                    "is empty. Write the contract's id, or leave the key out: the facts are then all of the"
                            + " vendor's contracts'.");
        }
        return new ContractOf(id, Optional.empty());
    }

    private static FactKind kind(String text) {
        return FactKind.of(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text
                        + "\" are no facts. Write tickets, ticket-status, timesheets, deliverables or readings."));
    }

    private List<String> files() {
        List<String> files = file.texts("files");
        if (files.isEmpty()) {
            file.error("files", "is missing. Write a pattern such as \"northwind/**/tickets-*.{csv,xlsx}\".");
        }
        for (String pattern : files) {
            try {
                InboxPattern.of(pattern);
            } catch (IllegalArgumentException wrong) {
                file.error(
                        "files",
                        "\"" + pattern + "\" is no pattern (" + wrong.getMessage()
                                + "). Write one such as \"northwind/**/tickets-*.{csv,xlsx}\".");
            }
        }
        return files;
    }

    private static Expectation expectation(String text) {
        Matcher matcher = EXPECTED.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no expectation. Write by 06:00 on working days, or by 06:00 on every day.");
        }
        return new Expectation(
                LocalTime.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))),
                matcher.group(3).equalsIgnoreCase("working days"));
    }

    /** A column of the vendor's, not a field of ours: a field's name here is a mistake that would stop every file. */
    private List<String> latestBy(Map<String, Column> columns) {
        List<String> latestBy =
                file.words("latest-by").stream().map(String::trim).toList();
        for (String name : latestBy) {
            Optional.ofNullable(columns.get(name.toLowerCase(Locale.ROOT)))
                    .filter(column -> column.names().stream().noneMatch(name::equalsIgnoreCase))
                    .ifPresent(column -> file.error(
                            "latest-by",
                            "\"" + name + "\" is a field, and a column is wanted. Write \""
                                    + column.names().get(0) + "\"."));
        }
        return latestBy;
    }

    private Set<String> required(Map<String, Column> columns) {
        Set<String> required = new LinkedHashSet<>();
        for (String field : file.texts("required")) {
            String name = field.trim().toLowerCase(Locale.ROOT);
            required.add(name);
            if (!columns.isEmpty() && !columns.containsKey(name)) {
                file.error(
                        "required",
                        "\"" + field + "\" is required and stands under no column."
                                + Block.nearest(name, columns.keySet())
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Add it under columns."));
            }
        }
        return required;
    }

    private static BigDecimal share(String text) {
        if (!SHARE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no share of the rows. Write one such as 0.5%.");
        }
        return new BigDecimal(text.replace("%", "").trim());
    }
}
