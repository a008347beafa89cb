package org.scorekeeper.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registers, each with the beginning of its files' names and its columns. */
enum Register {
    RELIEF(
            "relief",
            "relief_id contract service_level item service effect from to reason state requested_by requested_at"
                    + " approved_by approved_at"),
    DISPUTES(
            "disputes",
            "dispute_id contract period service_level item line_id claimed_value reason state raised_by raised_at"
                    + " settled_at amount"),
    CHARGES("charges", "contract period kind amount currency"),
    WAIVERS("waivers", "line_id amount reason approved_by approved_at"),
    MANUAL_LINES("manual-lines", "id contract period clause kind amount reason approved_by"),
    APPROVALS("approvals", "contract period approved_by approved_at"),
    RISKS("risks", "contract id title likelihood impact owner state review_by audience"),
    ACTIONS("actions", "contract service_level id title cause owner due state done_at audience"),
    FEEDBACK("feedback", "contract period from score comment audience");

    private final String file;
    private final String columns;

    Register(String file, String columns) {
        this.file = file;
        this.columns = columns;
    }

    /** What its files' names begin with. */
    String file() {
        return file;
    }

    List<String> columns() {
        return List.of(columns.split(" "));
    }

    /** The register of a file's simple name: {@code relief.csv}, {@code relief-northwind.xlsx}. */
    static Optional<Register> of(String name) {
        String simple = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(register -> simple.matches(register.file + "([-_. ].*)?\\.(csv|xlsx|xls)"))
                .findFirst();
    }

    /** How their files are named, for people. */
    static String names() {
        return Arrays.stream(values()).map(register -> register.file + "*.csv").collect(Collectors.joining(", "));
    }
}
