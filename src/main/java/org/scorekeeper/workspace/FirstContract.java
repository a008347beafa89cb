package org.scorekeeper.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A first contract to edit, and what a new workspace needs besides so that it is checked and run at once.
 *
 * @param from which kind of contract
 * @param contract its id
 * @param vendor whose it is
 * @param year in which its term begins
 */
public record FirstContract(From from, String contract, String vendor, int year) {
    private static final int YEARS = 3;

    /** What a first contract is made from. */
    public enum From {
        /** Service points: a miss bears points, a point is a share of the charges. */
        POINTS("points", "DESK-1", "desk-vendor", "Europe/London"),
        /** An at-risk amount of which each level has a share. */
        POOL("pool", "APPS-1", "apps-vendor", "America/Chicago"),
        /** Rates, timesheet rules and deliverables. */
        TIME_AND_MATERIALS("time-and-materials", "ENG-1", "engineering-vendor", "Europe/London");

        private final String code;
        private final String contract;
        private final String vendor;
        private final String zone;

        From(String code, String contract, String vendor, String zone) {
            this.code = code;
            this.contract = contract;
            this.vendor = vendor;
            this.zone = zone;
        }

        /** What its vendor's files bring. */
        private List<String> feeds() {
            return this == TIME_AND_MATERIALS ? List.of("timesheets", "deliverables") : List.of("tickets");
        }

        /** As the command writes it. */
        public String code() {
            return code;
        }

        /** The id of the contract, unless another is given. */
        public String contract() {
            return contract;
        }

        /** Its vendor, unless another is given. */
        public String vendor() {
            return vendor;
        }
    }

    /**
     * What was done.
     *
     * @param written paths of new files, relative to the workspace
     * @param kept paths of files that were there already and stay as they are
     */
    public record Written(List<String> written, List<String> kept) {
        /** Copies the lists. */
        public Written {
            written = List.copyOf(written);
            kept = List.copyOf(kept);
        }
    }

    /** Where the contract stands in a workspace. */
    public String path() {
        return "contracts/" + vendor + "/" + contract + ".yaml";
    }

    /** Writes what is not there yet; no file is ever overwritten. */
    public Written into(Path workspace) throws IOException {
        List<String> written = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = workspace.resolve(file.getKey());
            if (Files.exists(path)) {
                kept.add(file.getKey());
            } else {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, file.getValue(), java.nio.file.StandardOpenOption.CREATE_NEW);
                written.add(file.getKey());
            }
        }
        Files.createDirectories(workspace.resolve("inbox").resolve(vendor));
        return new Written(written, kept);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(path(), filled(from.code));
        for (String feed : from.feeds()) {
            files.put("feeds/" + vendor + "-" + feed + ".yaml", filled(feed));
        }
        for (Register register : Register.values()) {
            files.put("registers/" + register.file() + ".csv", String.join(",", register.columns()) + "\r\n");
        }
        files.put("scorekeeper.yaml", filled("settings"));
        files.put("schema/contract.schema.json", resource("/schema/contract.schema.json"));
        files.put("schema/feed.schema.json", resource("/schema/feed.schema.json"));
        files.put(".gitignore", ".scorekeeper/\nreports/\n");
        return files;
    }

    private String filled(String name) throws IOException {
        return resource("/org/scorekeeper/workspace/start/" + name + ".yaml")
                .replace("{contract}", contract)
                .replace("{vendor}", vendor)
                .replace("{zone}", from.zone)
                .replace("{year}", String.valueOf(year))
                .replace("{last-year}", String.valueOf(year + YEARS - 1));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = FirstContract.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
