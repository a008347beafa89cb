package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.scorekeeper.intake.table.TableFormat;

/** Reads a feed from its YAML. */
public final class FeedReader {
    private static final Pattern EXPECTED = Pattern.compile("by (\\d{1,2}:\\d{2}) on (working days|every day)");

    private final Block file;
    private final Problems problems;

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
    public record Result(Optional<Feed> feed, List<Problem> problems) {}

    /** Reads a file; everything that is wrong with it is said at once. */
    public static Result read(String fileName, String text) {
        Problems problems = new Problems(fileName);
        Optional<Feed> feed = YamlReader.read(text, problems).flatMap(block -> new FeedReader(block, problems).feed());
        return new Result(problems.hasErrors() ? Optional.empty() : feed, problems.list());
    }

    private Optional<Feed> feed() {
        Optional<String> id = file.need("feed");
        Optional<String> vendor = file.need("vendor");
        ContractOf contract = contract();
        Optional<FactKind> kind = file.needValue("facts", FeedReader::kind);
        List<String> files = file.texts("files");
        if (files.isEmpty()) {
            file.error("files", "is missing. Write a pattern such as \"northwind/**/tickets-*.{csv,xlsx}\".");
        }
        for (String pattern : files) {
            try {
                InboxPattern.of(pattern);
            } catch (IllegalArgumentException wrong) {
                file.error("files", "\"" + pattern + "\" is no pattern: " + wrong.getMessage());
            }
        }
        Optional<Expectation> expected = file.value("expected", FeedReader::expectation);
        TableFormat format = file.block("format").map(FeedReader::format).orElse(TableFormat.AUTO);
        Dates dates = file.block("dates").map(this::dates).orElse(new Dates(List.of(), ZoneId.of("UTC")));
        Set<String> missing = new HashSet<>();
        file.texts("missing").forEach(word -> missing.add(word.trim().toLowerCase(Locale.ROOT)));
        Map<String, Column> columns = kind.map(this::columns).orElseGet(() -> {
            file.node("columns");
            return Map.of();
        });
        Optional<String> latestBy = file.text("latest-by");
        Set<String> required = new LinkedHashSet<>();
        for (String field : file.texts("required")) {
            String name = field.trim().toLowerCase(Locale.ROOT);
            required.add(name);
            if (kind.isPresent() && !columns.containsKey(name)) {
                file.error(
                        "required",
                        "\"" + field + "\" is required and stands under no column."
                                + Block.nearest(name, columns.keySet())
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Add it under columns."));
            }
        }
        kind.ifPresent(facts -> checkIdentity(facts, columns));
        Optional<BigDecimal> tolerate = file.block("tolerate").flatMap(block -> {
            Optional<BigDecimal> share = block.needValue("rejected", text -> {
                if (!text.matches("\\d{1,3}(\\.\\d{1,6})?\\s?%")) {
                    throw new IllegalArgumentException("\"" + text + "\" is no share. Write 0.5%.");
                }
                return new BigDecimal(text.replace("%", "").trim());
            });
            block.nothingElse();
            return share;
        });
        file.notYet("uses");
        file.text("note");
        file.nothingElse();
        return id.flatMap(name -> vendor.flatMap(owner -> kind.map(facts -> new Feed(
                name,
                owner,
                contract,
                facts,
                files,
                expected,
                format,
                dates.patterns,
                dates.zone,
                missing,
                columns,
                latestBy,
                required,
                tolerate,
                problems.file()))));
    }

    private ContractOf contract() {
        Optional<YamlNode> node = file.node("contract");
        if (node.isEmpty()) {
            return ContractOf.ALL;
        }
        if (node.get() instanceof YamlNode.Mapping) {
            return file.block("contract")
                    .map(block -> {
                        Optional<String> column = block.need("column");
                        block.nothingElse();
                        return new ContractOf(Optional.empty(), column);
                    })
                    .orElse(ContractOf.ALL);
        }
        return new ContractOf(file.text("contract"), Optional.empty());
    }

    private static FactKind kind(String text) {
        return FactKind.of(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text
                        + "\" are no facts. Write tickets, ticket-status, timesheets, deliverables or readings."));
    }

    private static Expectation expectation(String text) {
        Matcher matcher = EXPECTED.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no expectation. Write by 06:00 on working days, or by 06:00 on every day.");
        }
        String time = matcher.group(1);
        return new Expectation(
                LocalTime.parse(time.length() == 4 ? "0" + time : time),
                matcher.group(2).equals("working days"));
    }

    private static TableFormat format(Block block) {
        Optional<Character> delimiter = block.text("delimiter").isEmpty() && block.has("delimiter")
                ? Optional.of('\t')
                : block.value("delimiter", FeedReader::delimiter).flatMap(found -> found);
        Optional<Charset> encoding =
                block.value("encoding", FeedReader::encoding).flatMap(found -> found);
        Optional<String> sheet = block.text("sheet").filter(name -> !name.equals("auto"));
        Optional<Integer> headerRow = block.value(
                        "header-row",
                        text -> text.equals("auto")
                                ? Optional.<Integer>empty()
                                : Optional.of(Block.parseCount(text, 1, 1_000_000)))
                .flatMap(found -> found);
        char decimal = block.value("decimal", text -> {
                    if (!text.equals(",") && !text.equals(".")) {
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is no decimal mark. Write \",\" or \".\".");
                    }
                    return text.charAt(0);
                })
                .orElse('.');
        block.nothingElse();
        return new TableFormat(delimiter, encoding, sheet, headerRow, decimal);
    }

    private static Optional<Character> delimiter(String text) {
        return switch (text) {
            case "auto" -> Optional.empty();
            case "tab", "\\t" -> Optional.of('\t');
            default -> {
                if (text.length() != 1) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no delimiter. Write auto, tab, \",\", \";\" or \"|\".");
                }
                yield Optional.of(text.charAt(0));
            }
        };
    }

    private static Optional<Charset> encoding(String text) {
        if (text.equals("auto")) {
            return Optional.empty();
        }
        try {
            return Optional.of(text.equalsIgnoreCase("utf8") ? StandardCharsets.UTF_8 : Charset.forName(text));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no encoding. Write auto, UTF-8, UTF-16 or windows-1252.", unknown);
        }
    }

    private record Dates(List<String> patterns, ZoneId zone) {}

    private Dates dates(Block block) {
        List<String> patterns = block.texts("pattern");
        for (String pattern : patterns) {
            try {
                DateParser.of(List.of(pattern), ZoneId.of("UTC"));
            } catch (IllegalArgumentException wrong) {
                block.error(
                        "pattern",
                        "\"" + pattern + "\" is no date pattern (" + wrong.getMessage()
                                + "). Write d/M/yyyy HH:mm, or yyyy-MM-dd'T'HH:mm:ssXXX.");
            }
        }
        ZoneId zone = block.value("zone", text -> {
                    try {
                        return ZoneId.of(text);
                    } catch (DateTimeException unknown) {
                        throw new IllegalArgumentException(
                                "\"" + text + "\" is no time zone. Write one such as Europe/London."
                                        + Block.nearest(text, ZoneId.getAvailableZoneIds())
                                                .map(near -> " Did you mean " + near + "?")
                                                .orElse(""),
                                unknown);
                    }
                })
                .orElse(ZoneId.of("UTC"));
        block.nothingElse();
        return new Dates(patterns, zone);
    }

    private Map<String, Column> columns(FactKind kind) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Optional<Block> block = file.block("columns");
        if (block.isEmpty()) {
            file.error("columns", "is missing: which column holds which field?");
            return columns;
        }
        Block fields = block.get();
        for (String key : fields.keys()) {
            String name = key.trim().toLowerCase(Locale.ROOT);
            column(fields, key).ifPresent(column -> {
                if (columns.put(name, column) != null) {
                    fields.error(key, "the field stands twice.");
                }
            });
            boolean canonical = name.equals("id") || kind.field(name).isPresent();
            if (!canonical) {
                List<String> known = new ArrayList<>();
                kind.fields().forEach(field -> known.add(field.name()));
                Block.nearest(name, known)
                        .filter(near -> near.length() > 3
                                && org.apache.commons.text.similarity.LevenshteinDistance.getDefaultInstance()
                                                .apply(near, name)
                                        == 1)
                        .ifPresent(near ->
                                fields.warning(key, "is kept as a field of your own. Did you mean \"" + near + "\"?"));
            }
        }
        return columns;
    }

    private static Optional<Column> column(Block fields, String key) {
        YamlNode node = fields.node(key).orElseThrow();
        if (node instanceof YamlNode.Mapping) {
            return fields.block(key).map(block -> {
                List<String> names = block.texts("column");
                if (names.isEmpty()) {
                    block.error("column", "is missing");
                }
                Map<String, String> values = new LinkedHashMap<>();
                block.block("values")
                        .ifPresent(map -> map.allTexts()
                                .forEach((theirs, ours) ->
                                        values.put(theirs.trim().toLowerCase(Locale.ROOT), ours)));
                block.nothingElse();
                return new Column(names, values);
            });
        }
        List<String> names = fields.texts(key);
        return names.isEmpty() ? Optional.empty() : Optional.of(new Column(names, Map.of()));
    }

    private void checkIdentity(FactKind kind, Map<String, Column> columns) {
        List<String> needed = switch (kind) {
            case TICKETS, DELIVERABLES -> List.of("id");
            case TICKET_STATUS -> List.of("ticket", "status", "from");
            case READINGS -> List.of("metric", "at", "value");
            case TIMESHEETS -> List.of("person", "work-date");
        };
        if (!(kind == FactKind.TIMESHEETS && columns.containsKey("id"))) {
            for (String field : needed) {
                if (!columns.containsKey(field)) {
                    file.error("columns", "\"" + field + "\" is missing: " + kind.code() + " are told apart by it.");
                }
            }
        }
    }
}
