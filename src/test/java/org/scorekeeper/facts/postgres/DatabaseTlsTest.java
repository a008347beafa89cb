package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody between a run and its server listens, or answers in the server's place. */
class DatabaseTlsTest {
    private static final Path NO_WORKSPACE = Path.of("target");

    @TempDir
    private static Path folder = Path.of("");

    private static DatabaseSettings plain = DatabaseSettings.embedded();

    /** The server answers over TLS from here on, with a certificate for 127.0.0.1. */
    @BeforeAll
    static void certify() throws Exception {
        plain = TestDatabases.EMBEDDED.fresh();
        assertThatThrownBy(() -> open("sslmode=verify-full&sslrootcert=" + certificate("other")))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("does not support SSL")
                .hasMessageEndingWith(SchemaLock.VOUCH);
        Path data;
        try (Connection connection = DriverManager.getConnection(plain.url(), plain.user(), plain.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            data = Path.of(row.getString(1));
        }
        Path certificate = certificate("server");
        // With the data, so that the next build's server finds them however this one ends.
        Files.copy(certificate, data.resolve("test.crt"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Path key = data.resolve("test.key");
        Files.deleteIfExists(key);
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                key,
                pem("PRIVATE KEY", keys("server").getKey("server", PASSWORD).getEncoded()));
        settings(
                "alter system set ssl_cert_file = 'test.crt'",
                "alter system set ssl_key_file = 'test.key'",
                "alter system set ssl = on");
    }

    @AfterAll
    static void back() throws SQLException {
        settings("alter system reset ssl", "alter system reset ssl_cert_file", "alter system reset ssl_key_file");
    }

    @Test
    void a_server_whose_authority_is_known_is_spoken_to_encrypted() throws SQLException {
        try (Database database = open("sslmode=verify-full&sslrootcert=" + folder.resolve("server.pem"));
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getString(2)).startsWith("TLSv1.");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1 | another authority vouches for another server    | other  | PKIX path
            localhost | the certificate is of a server of another name   | server | localhost
            127.0.0.1 | the authority's certificate is not where it is said | none | none.pem
            """)
    void any_other_is_refused_in_one_line(String host, String why, String authority, String said) throws Exception {
        if (authority.equals("other")) {
            certificate(authority);
        }
        String url = String.valueOf(plain.url()).replace("127.0.0.1", host);
        assertThatThrownBy(() -> open(url, "sslmode=verify-full&sslrootcert=" + folder.resolve(authority + ".pem")))
                .as(why)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("the database " + url + " cannot be used (")
                .hasMessageContaining(said)
                .hasMessageEndingWith(SchemaLock.VOUCH)
                .hasMessageNotContainingAny("\n", "Exception");
    }

    private static Database open(String parameters) {
        return open(String.valueOf(plain.url()), parameters);
    }

    private static Database open(String url, String parameters) {
        return Database.open(
                new DatabaseSettings(url + "?" + parameters, plain.user(), plain.password(), plain.schema()),
                NO_WORKSPACE);
    }

    private static void settings(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(plain.url(), plain.user(), plain.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("select pg_reload_conf()");
            // The server reads its settings anew in its own time; a new connection shows them.
            for (int i = 0;
                    i < 1000 && !ssl().equals(statements.length == 3 && statements[2].contains("= on") ? "on" : "off");
                    i++) {
                statement.execute("select pg_sleep(0.01)");
            }
        }
    }

    private static String ssl() throws SQLException {
        try (Connection connection = DriverManager.getConnection(plain.url(), plain.user(), plain.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show ssl")) {
            row.next();
            return row.getString(1);
        }
    }

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** A key of a name's own in a store, and its certificate as PEM. */
    private static Path certificate(String name) throws Exception {
        Path certificate = folder.resolve(name + ".pem");
        if (!Files.exists(certificate)) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keyalg",
                    "RSA",
                    "-storetype",
                    "PKCS12",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-ext",
                    "bc:c",
                    "-keystore",
                    folder.resolve(name + ".p12").toString(),
                    "-storepass",
                    new String(PASSWORD)));
            assertThat(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor())
                    .isZero();
            Files.writeString(
                    certificate,
                    pem("CERTIFICATE", keys(name).getCertificate(name).getEncoded()));
        }
        return certificate;
    }

    private static KeyStore keys(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static String pem(String what, byte[] bytes) throws IOException {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
