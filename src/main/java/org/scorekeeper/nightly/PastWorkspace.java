package org.scorekeeper.nightly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.intake.TemporaryFiles;
import org.scorekeeper.workspace.Workspace;

/** A workspace as an earlier run found it: its contracts, feeds and registers of then; settings and inbox are those of now. */
final class PastWorkspace {
    private PastWorkspace() {}

    /** What a run keeps of its workspace: the files that its figures follow from, by path. Settings may hold a password. */
    static Map<String, byte[]> inputs(Workspace workspace) {
        Map<String, byte[]> inputs = new TreeMap<>();
        for (String path : workspace.digests().keySet()) {
            try {
                inputs.put(path, Files.readAllBytes(workspace.root().resolve(path)));
            } catch (IOException gone) {
                throw new UncheckedIOException(path + " was there a moment ago and cannot be read", gone);
            }
        }
        return inputs;
    }

    /** The workspace of these inputs; the one of now where none were kept. */
    static Workspace of(Workspace now, Map<String, byte[]> inputs) {
        if (inputs.isEmpty()) {
            return now;
        }
        try {
            Path folder = TemporaryFiles.folder("past");
            try {
                for (Map.Entry<String, byte[]> input : inputs.entrySet()) {
                    Path file = folder.resolve(input.getKey());
                    Files.createDirectories(file.getParent());
                    Files.write(file, input.getValue());
                }
                Workspace then = Workspace.read(folder);
                return new Workspace(
                        now.root(),
                        now.settings(),
                        then.contracts(),
                        then.feeds(),
                        then.digests(),
                        then.texts(),
                        then.registers(),
                        then.agenda(),
                        then.problems());
            } finally {
                delete(folder);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("the temporary folder cannot be written", full);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
