package org.scorekeeper.contract.yaml;

import java.util.ArrayList;
import java.util.List;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;

/** Collects what is wrong with one file, so that all of it is said at once. */
public final class Problems {
    private final String file;
    private final List<Problem> list = new ArrayList<>();

    /** For one file, named relative to the workspace. */
    public Problems(String file) {
        this.file = file;
    }

    /** The file. */
    public String file() {
        return file;
    }

    /** Something that leaves the file out. */
    public void error(int line, String key, String message) {
        list.add(new Problem(Severity.ERROR, file, line, key, message));
    }

    /** Something worth a look. */
    public void warning(int line, String key, String message) {
        list.add(new Problem(Severity.WARNING, file, line, key, message));
    }

    /** Takes back that a key is missing, because a slip in its name is said instead. */
    void forgetMissing(String key) {
        list.removeIf(problem -> problem.key().equals(key) && problem.message().startsWith("is missing"));
    }

    /** Whether anything leaves the file out. */
    public boolean hasErrors() {
        return list.stream().anyMatch(Problem::isError);
    }

    /** How many leave the file out. */
    long errors() {
        return list.stream().filter(Problem::isError).count();
    }

    /** All of them, by line. */
    public List<Problem> list() {
        return list.stream()
                .distinct()
                .sorted(java.util.Comparator.comparingInt(Problem::line))
                .toList();
    }
}
