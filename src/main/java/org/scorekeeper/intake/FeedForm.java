package org.scorekeeper.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.intake.table.TableFormat;

/**
 * What a feed says about the form of its files and of the dates in them.
 *
 * @param format of the files
 * @param datePatterns in the order in which they are tried
 * @param zone of times without an offset
 */
record FeedForm(TableFormat format, List<String> datePatterns, ZoneId zone) {
    private static final String AUTO = "auto";
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** Reads the keys {@code format} and {@code dates}. */
    static FeedForm read(Block file) {
        TableFormat format = file.block("format").map(FeedForm::format).orElse(TableFormat.AUTO);
        Optional<Block> dates = file.block("dates");
        List<String> patterns = dates.map(FeedForm::patterns).orElse(List.of());
        ZoneId zone =
                dates.flatMap(block -> block.value("zone", FeedForm::zone)).orElse(UTC);
        if (dates.isEmpty() || !dates.get().has("zone")) {
            warnOfUtc(file, patterns);
        }
        dates.ifPresent(Block::nothingElse);
        return new FeedForm(format, patterns, zone);
    }

    private static TableFormat format(Block block) {
        TableFormat format = new TableFormat(
                delimiter(block),
                block.value("encoding", FeedForm::encoding).flatMap(found -> found),
                block.text("sheet").filter(name -> !name.equals(AUTO)),
                block.value("header-row", FeedForm::headerRow).flatMap(found -> found),
                block.value("decimal", FeedForm::decimal).orElse('.'));
        block.nothingElse();
        return format;
    }

    private static Optional<Character> delimiter(Block block) {
        // A tab in quotes is blank, and would be taken for an absent value.
        boolean tab = block.texts("delimiter").equals(List.of("\t"));
        return tab
                ? Optional.of('\t')
                : block.value("delimiter", FeedForm::delimiter).flatMap(found -> found);
    }

    private static Optional<Character> delimiter(String text) {
        return switch (text) {
            case AUTO -> Optional.empty();
            case "tab", "\\t" -> Optional.of('\t');
            default -> {
                char first = text.charAt(0);
                if (text.length() != 1 || Character.isLetterOrDigit(first) || first == '"') {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is no delimiter. Write auto, tab, \",\", \";\" or \"|\".");
                }
                yield Optional.of(first);
            }
        };
    }

    private static Optional<Charset> encoding(String text) {
        if (text.equals(AUTO)) {
            return Optional.empty();
        }
        try {
            return Optional.of(text.equalsIgnoreCase("utf8") ? StandardCharsets.UTF_8 : Charset.forName(text));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no encoding. Write auto, UTF-8, UTF-16 or windows-1252.", unknown);
        }
    }

    private static Optional<Integer> headerRow(String text) {
        return text.equals(AUTO) ? Optional.empty() : Optional.of(Block.parseCount(text, 1, 1_000_000));
    }

    private static char decimal(String text) {
        if (!text.equals(",") && !text.equals(".")) {
            throw new IllegalArgumentException("\"" + text + "\" is no decimal mark. Write \",\" or \".\".");
        }
        return text.charAt(0);
    }

    private static List<String> patterns(Block block) {
        List<String> patterns = block.texts("pattern");
        for (String pattern : patterns) {
            try {
                DatePattern.of(pattern);
            } catch (IllegalArgumentException wrong) {
                block.error("pattern", "\"" + pattern + "\" " + wrong.getMessage());
            }
        }
        return patterns;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no time zone."
                            + Block.nearest(text, ZoneId.getAvailableZoneIds())
                                    .map(near -> " Did you mean " + near + "?")
                                    .orElse(" Write one such as Europe/London."),
                    unknown);
        }
    }

    /** Hours may be at stake, so the assumption is said aloud. */
    private static void warnOfUtc(Block file, List<String> patterns) {
        boolean matters = patterns.isEmpty() || patterns.stream().anyMatch(FeedForm::needsZone);
        if (matters) {
            file.warning(
                    "dates",
                    "zone is missing: a time without an offset is read as UTC. Write one such as zone: Europe/London.");
        }
    }

    private static boolean needsZone(String pattern) {
        try {
            return !DatePattern.of(pattern).tellsOffset();
        } catch (IllegalArgumentException alreadySaid) {
            return false;
        }
    }
}
