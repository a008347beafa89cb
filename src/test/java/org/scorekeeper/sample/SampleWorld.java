package org.scorekeeper.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * The vendors' files of {@code sample-data/inbox}, made from a fixed seed. Contracts, feeds and the page about the
 * stories are written by hand and stay as they are.
 *
 * <p>After a build: {@code java -cp "target/test-classes:target/classes:target/lib/*" org.scorekeeper.sample.SampleWorld}
 */
public final class SampleWorld {
    private static final Made WORLD = make();

    private SampleWorld() {}

    private static Made make() {
        Made all = new Made();
        for (Made vendor :
                List.of(Northwind.make(), EngineeringTime.make(), Brunner.make(), Lumiere.make(), Cascade.make())) {
            all.add(vendor);
        }
        return all;
    }

    /** Writes the inbox of a workspace anew: {@code sample-data}, or the folder that is named. */
    public static void main(String[] args) throws IOException {
        Path workspace = Path.of(args.length == 0 ? "sample-data" : args[0]);
        write(workspace);
        System.out.println("wrote " + WORLD.files().size() + " files below " + workspace.resolve("inbox"));
    }

    /** Writes every file below the workspace's inbox, and takes away what does not belong there. */
    static void write(Path workspace) throws IOException {
        Path inbox = workspace.resolve("inbox");
        Files.createDirectories(inbox);
        try (Stream<Path> old = Files.walk(inbox)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, byte[]> file : WORLD.files().entrySet()) {
            Path path = inbox.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** The files by their path below the inbox. */
    static SortedMap<String, byte[]> files() {
        return WORLD.files();
    }

    /** The figures that a run must find for the thirteen complete months, counted without the product's help. */
    public static List<Expected> expected() {
        return List.copyOf(WORLD.expected());
    }
}
