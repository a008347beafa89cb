package org.scorekeeper.workspace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scorekeeper.contract.yaml.Block;

/**
 * {@code retention} of {@code scorekeeper.yaml}: for how many months what is kept is kept. What was issued, the ledger, postings
 * and terms are kept for ever.
 *
 * @param facts of tickets, their histories, timesheets and readings, by the month in which they happened; empty: for ever
 * @param measurements of the items that missed, by the month in which their period ends; empty: for ever
 * @param rejections of refused rows, by the month of the night that read them; empty: for ever
 */
public record Retention(Optional<Integer> facts, Optional<Integer> measurements, Optional<Integer> rejections) {
    /** Everything, for ever. */
    public static final Retention NONE = new Retention(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String A_YEAR = "a year's figures, and two months in which they may still be corrected";
    private static final Pattern MONTHS = Pattern.compile("(\\d{1,4})\\s+months?");

    static Retention read(Block block) {
        Retention retention = new Retention(
                block.value("facts", text -> months(text, 14, A_YEAR)),
                block.value("measurements", text -> months(text, 14, A_YEAR)),
                block.value("rejections", text -> months(text, 6, "what a vendor may still mend")));
        block.nothingElse();
        return retention;
    }

    private static int months(String text, int least, String why) {
        Matcher months = MONTHS.matcher(text.strip());
        if (!months.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not in months. Write one such as 36 months.");
        }
        int count = Integer.parseInt(months.group(1));
        if (count < least) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is too short: " + why + " must stay. Write " + least + " months or more.");
        }
        return count;
    }
}
