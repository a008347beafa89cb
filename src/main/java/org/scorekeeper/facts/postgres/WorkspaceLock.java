package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One run at a time in a workspace: a lock on a file that names the process, given up by the system when it dies. */
final class WorkspaceLock implements AutoCloseable {
    /**
     * What this process holds. A second attempt must not even open the file: closing any channel to it would give up
     * the lock that the first one has (POSIX).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WorkspaceLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a workspace.
     *
     * @param folder the real path of its {@code .scorekeeper}
     * @throws DatabaseUnavailableException where another run has it
     */
    static WorkspaceLock take(Path folder, Path workspace) throws IOException {
        Path file = folder.resolve("lock");
        if (!HELD.add(file)) {
            throw taken(workspace, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw taken(workspace, read(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new WorkspaceLock(file, channel);
        } catch (IOException | RuntimeException failed) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(file);
            throw failed;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).trim();
    }

    private static DatabaseUnavailableException taken(Path workspace, String process) {
        return new DatabaseUnavailableException(
                "another run" + (process.isEmpty() ? "" : " (process " + process + ")") + " is using the workspace "
                        + workspace + ". Wait until it has finished, or stop it, and give the command again.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
