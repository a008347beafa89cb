package org.scorekeeper.contract.yaml;

import java.util.Map;

/** What a key looks like when it is there: the remedy for one that is missing. */
final class Examples {
    private static final Map<String, String> OF = Map.ofEntries(
            Map.entry("contract", "NWD-2026-014"),
            Map.entry("vendor", "northwind"),
            Map.entry("applies-from", "2026-01-01"),
            Map.entry("time-zone", "Europe/London"),
            Map.entry("currency", "GBP"),
            Map.entry("from", "2026-01-01"),
            Map.entry("to", "2028-12-31"),
            Map.entry("id", "KPI-1"),
            Map.entry("target", "at least 98%"),
            Map.entry("at-most", "4h"),
            Map.entry("at-least", "70%"),
            Map.entry("elapsed", "opened..resolved"),
            Map.entry("by", "due"),
            Map.entry("actual", "delivered"),
            Map.entry("metric", "uptime"),
            Map.entry("p", "95"),
            Map.entry("feed", "northwind-tickets"),
            Map.entry("facts", "tickets"),
            Map.entry("last", "3 periods"),
            Map.entry("fewer-than", "20"),
            Map.entry("allow", "1 miss"),
            Map.entry("per-period", "182000.00"),
            Map.entry("each", "2% of charges"),
            Map.entry("each-day", "0.5% of fee"),
            Map.entry("every", "0.1%"),
            Map.entry("credit", "2% of charges"),
            Map.entry("at", "95%"),
            Map.entry("returns", "50%"),
            Map.entry("per", "period"),
            Map.entry("role", "engineer"),
            Map.entry("rate", "88.00"),
            Map.entry("amount", "95000.00"),
            Map.entry("due", "2026-09-30"),
            Map.entry("in-last", "6 periods"),
            Map.entry("times", "2"),
            Map.entry("after", "12 periods above target"),
            Map.entry("raise", "50% of the excess"),
            Map.entry("baseline", "9 periods"));

    private Examples() {}

    /** A sentence that shows the key, or nothing where it speaks for itself. */
    static String sentence(String path, String key) {
        String example = OF.get(key);
        if (example == null || (key.equals("from") && !path.startsWith("term"))) {
            return "";
        }
        if (key.equals("at-most") && path.contains("credits")) {
            example = "15% of charges";
        }
        if (key.equals("after") && path.contains("earn-back")) {
            example = "3 periods at target";
        }
        return ". Write " + key + ": " + example;
    }
}
