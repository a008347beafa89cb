package org.scorekeeper.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistories;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.yaml.ContractReader;
import org.scorekeeper.contract.yaml.Places;
import org.scorekeeper.contract.yaml.Terms;
import org.scorekeeper.facts.register.Agenda;
import org.scorekeeper.facts.register.Registers;
import org.scorekeeper.intake.Feed;
import org.scorekeeper.intake.FeedReader;
import org.scorekeeper.settle.WorkedExamples;

/**
 * One folder with settings, contracts, feeds and the inbox; and everything that is wrong with it, said at once. A wrong
 * file leaves itself out, never another.
 *
 * @param root the folder
 * @param settings from {@code scorekeeper.yaml}
 * @param contracts the right ones, by id
 * @param feeds the right ones, by id
 * @param digests the SHA-256 of each contract and feed file, by its path relative to the workspace; the settings say where, not what
 * @param texts the content of each contract file, by the same path
 * @param registers the right rows of the registers
 * @param agenda those rows that move no figure: actions, risks, feedback, and who raised a dispute
 * @param problems errors and warnings, by file and line
 */
public record Workspace(
        Path root,
        Settings settings,
        Map<String, ContractHistory> contracts,
        Map<String, Feed> feeds,
        Map<String, String> digests,
        Map<String, String> texts,
        Registers registers,
        Agenda agenda,
        List<Problem> problems) {
    private static final String SETTINGS = "scorekeeper.yaml";

    /** Copies the collections. */
    public Workspace {
        contracts = java.util.Collections.unmodifiableMap(new TreeMap<>(contracts));
        feeds = java.util.Collections.unmodifiableMap(new TreeMap<>(feeds));
        digests = java.util.Collections.unmodifiableMap(new TreeMap<>(digests));
        texts = Map.copyOf(texts);
        problems = List.copyOf(problems);
    }

    /** What is to be kept of a contract version when figures are issued under it. */
    public Terms terms(Contract version) {
        return Terms.of(version, Objects.requireNonNull(texts.get(version.source()), version.source()));
    }

    /** Reads a workspace. */
    public static Workspace read(Path root) {
        return new Reading(root).workspace();
    }

    /** A problem of a contract with the line of its key. */
    public Problem placed(Problem problem) {
        int line = Places.of(texts.getOrDefault(problem.file(), "")).line(problem.key());
        return new Problem(problem.severity(), problem.file(), line, problem.key(), problem.message());
    }

    /** Where vendors drop their files. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** Whether anything at all is wrong. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Whether the settings themselves are wrong: then nothing is read or written. */
    public boolean hasWrongSettings() {
        return problems.stream()
                .anyMatch(problem -> problem.isError() && problem.file().equals(SETTINGS));
    }

    /** One reading of the folder. */
    private static final class Reading {
        private final Path root;
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, String> digests = new TreeMap<>();
        private final Map<String, String> texts = new TreeMap<>();
        private final Map<String, String> feedTexts = new TreeMap<>();
        private final Map<String, Set<String>> declared = new TreeMap<>();

        Reading(Path root) {
            this.root = root;
        }

        Workspace workspace() {
            Settings settings = settings();
            Map<String, ContractHistory> contracts = contracts();
            Map<String, Feed> feeds = feeds();
            placed(new WorkspaceChecks(contracts, feeds, declared).problems());
            WorkspaceChecks.leaveOut(contracts, feeds, problems);
            RegisterFiles.Result registers = RegisterFiles.read(root, contracts);
            problems.addAll(registers.problems());
            RegisterFiles.files(root.resolve("registers")).forEach(this::digest);
            problems.sort(java.util.Comparator.comparing(Problem::file).thenComparing(Problem::line));
            return new Workspace(
                    root,
                    settings,
                    contracts,
                    feeds,
                    digests,
                    texts,
                    registers.registers(),
                    registers.agenda(),
                    problems);
        }

        private Settings settings() {
            Path file = root.resolve(SETTINGS);
            if (!Files.exists(file)) {
                return Settings.DEFAULTS;
            }
            return text(file)
                    .map(text -> {
                        Settings.Result result = Settings.read(SETTINGS, text);
                        problems.addAll(result.problems());
                        result.settings()
                                .mail()
                                .map(mail -> MailReader.missing(mail, root))
                                .ifPresent(
                                        missing -> missing.forEach((key, named) -> placed(SETTINGS, text, key, named)));
                        return result.settings();
                    })
                    .orElse(Settings.DEFAULTS);
        }

        private Map<String, ContractHistory> contracts() {
            List<Contract> versions = new ArrayList<>();
            Set<String> wrong = new HashSet<>();
            for (Path file : yamlFiles("contracts")) {
                text(file).ifPresent(text -> {
                    texts.put(name(file), text);
                    ContractReader.Result result = ContractReader.read(name(file), text);
                    problems.addAll(result.problems());
                    result.id()
                            .ifPresent(id -> result.vendor()
                                    .ifPresent(vendor -> declared.computeIfAbsent(vendor, key -> new TreeSet<>())
                                            .add(id)));
                    List<Problem> unproven =
                            result.contract().map(WorkedExamples::faults).orElse(List.of());
                    problems.addAll(unproven);
                    result.contract()
                            .filter(contract -> unproven.isEmpty())
                            .ifPresentOrElse(versions::add, () -> result.id().ifPresent(wrong::add));
                });
            }
            // An earlier version must not stand in for a later one that is wrong: the contract is left out as a whole.
            versions.removeIf(version -> wrong.contains(version.id()));
            ContractHistories found = ContractHistories.of(versions);
            placed(found.problems());
            return new LinkedHashMap<>(found.histories());
        }

        private Map<String, Feed> feeds() {
            Map<String, Feed> feeds = new LinkedHashMap<>();
            for (Path file : yamlFiles("feeds")) {
                text(file).ifPresent(text -> {
                    feedTexts.put(name(file), text);
                    FeedReader.Result result = FeedReader.read(name(file), text);
                    problems.addAll(result.problems());
                    result.feed().ifPresent(feed -> {
                        Feed same = feeds.putIfAbsent(feed.id(), feed);
                        if (same != null) {
                            error(
                                    name(file),
                                    "feed",
                                    feed.id() + " also stands in " + same.source()
                                            + ". Give each feed a name of its own.");
                        }
                    });
                });
            }
            return feeds;
        }

        private void placed(String file, String text, String key, Path missing) {
            problems.add(new Problem(
                    Severity.WARNING,
                    file,
                    Places.of(text).line(key),
                    key,
                    "there is no file " + missing + ". Write it there, or nothing can be sent."));
        }

        /** Adds faults that show only beside other files, each with the line of its key. */
        private void placed(List<Problem> found) {
            Map<String, Places> places = new TreeMap<>();
            for (Problem problem : found) {
                String text = texts.getOrDefault(problem.file(), feedTexts.getOrDefault(problem.file(), ""));
                int line = places.computeIfAbsent(problem.file(), file -> Places.of(text))
                        .line(problem.key());
                problems.add(new Problem(problem.severity(), problem.file(), line, problem.key(), problem.message()));
            }
        }

        private List<Path> yamlFiles(String folder) {
            Path start = root.resolve(folder);
            if (!Files.isDirectory(start)) {
                return List.of();
            }
            try (Stream<Path> files = Files.walk(start)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> file.toString().matches(".*\\.ya?ml"))
                        .sorted()
                        .toList();
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the folder " + start + " cannot be read", unreadable);
            }
        }

        private void digest(Path file) {
            try {
                digests.put(name(file), Digest.of(Files.readString(file, StandardCharsets.ISO_8859_1)));
            } catch (IOException unreadable) {
                error(name(file), "", "cannot be read: " + unreadable.getMessage());
            }
        }

        private Optional<String> text(Path file) {
            try {
                String text = Files.readString(file);
                if (!name(file).equals(SETTINGS)) {
                    digests.put(name(file), Digest.of(text));
                }
                return Optional.of(text);
            } catch (MalformedInputException notUtf8) {
                error(name(file), "", "is not UTF-8. Save it as UTF-8.");
            } catch (IOException unreadable) {
                error(name(file), "", "cannot be read: " + unreadable.getMessage());
            }
            return Optional.empty();
        }

        private void error(String file, String key, String message) {
            problems.add(new Problem(Severity.ERROR, file, 1, key, message));
        }

        private String name(Path file) {
            return root.relativize(file).toString().replace('\\', '/');
        }
    }
}
