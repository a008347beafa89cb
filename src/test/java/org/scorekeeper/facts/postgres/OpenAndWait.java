package org.scorekeeper.facts.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own that opens a workspace's database, stores something, says so and waits to be killed. */
final class OpenAndWait {
    private OpenAndWait() {}

    /** The number of the server's process. */
    static long serverProcess(Path workspace) throws IOException {
        return Long.parseLong(Files.readString(workspace.resolve(".scorekeeper/postgres/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow());
    }

    /**
     * Opens, stores, waits.
     *
     * @param args the workspace, and the word to store
     */
    public static void main(String[] args) throws SQLException, IOException {
        System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
        try (Database database = Database.open(DatabaseSettings.embedded(), Path.of(args[0]));
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists said (word text)");
            statement.execute("insert into said values ('" + args[1] + "')");
            // In the middle of something, too: this must be gone afterwards.
            connection.setAutoCommit(false);
            statement.execute("insert into said values ('not committed')");
            System.out.println("stored");
            int end = System.in.read();
            System.out.println("ends with " + end);
        } catch (DatabaseUnavailableException unavailable) {
            System.out.println(unavailable.getMessage());
        }
    }
}
