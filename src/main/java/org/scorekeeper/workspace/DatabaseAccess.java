package org.scorekeeper.workspace;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.deliver.Secret;
import org.scorekeeper.facts.postgres.DatabaseSettings;

/**
 * {@code database} of {@code scorekeeper.yaml}.
 *
 * @param url a server; empty: the workspace's own
 * @param night who works there every night
 * @param schema of the tables
 * @param tls how the connection is kept private, in the driver's word; empty: as the address says
 * @param certificate a PEM file with the authority that the server's certificate is from
 * @param owner who makes and changes tables, where that is somebody else
 */
public record DatabaseAccess(
        Optional<String> url,
        Login night,
        Optional<String> schema,
        Optional<String> tls,
        Optional<Path> certificate,
        Login owner) {
    private static final String VARIABLE = "SCOREKEEPER_DATABASE_";
    private static final List<String> TLS = List.of("disable", "prefer", "require", "verify-ca", "verify-full");

    /** Where no file says anything. */
    public static final DatabaseAccess DEFAULTS = new DatabaseAccess(
            Optional.empty(), Login.NOBODY, Optional.empty(), Optional.empty(), Optional.empty(), Login.NOBODY);

    /**
     * Who logs in.
     *
     * @param password where the settings say it
     * @param passwordFile a file whose first line it is
     */
    public record Login(Optional<String> user, Optional<Secret> password, Optional<Path> passwordFile) {
        /** Nobody is named. */
        public static final Login NOBODY = new Login(Optional.empty(), Optional.empty(), Optional.empty());

        private static Login read(Block block) {
            if (block.has("password") && block.has("password-file")) {
                block.error("password-file", "stands beside password. Take one of the two out.");
            }
            return new Login(
                    block.text("user"),
                    block.text("password").map(Secret::new),
                    block.text("password-file").map(Path::of));
        }
    }

    static DatabaseAccess read(Block block) {
        Optional<String> tls = block.value("tls", DatabaseAccess::tls);
        Login owner = block.block("owner")
                .map(own -> {
                    Login login = Login.read(own);
                    own.nothingElse();
                    return login;
                })
                .orElse(Login.NOBODY);
        DatabaseAccess access = new DatabaseAccess(
                block.text("url"),
                Login.read(block),
                block.text("schema"),
                tls,
                block.text("certificate").map(Path::of),
                owner);
        block.nothingElse();
        return access;
    }

    private static String tls(String word) {
        if (!TLS.contains(word)) {
            throw new IllegalArgumentException("\"" + word + "\" is unknown. Write one of " + String.join(", ", TLS)
                    + "; verify-full is the one that cannot be listened to.");
        }
        return word;
    }

    /**
     * What a command connects to: options, environment and the settings file override each other in that order.
     *
     * @param option the address that the command names
     * @param environment the value of a variable
     * @param root the workspace, from which paths of the settings go out
     * @throws IllegalArgumentException in one sentence that holds no password
     */
    public DatabaseSettings settings(@Nullable String option, UnaryOperator<@Nullable String> environment, Path root) {
        String address =
                option != null ? option : said(environment, "URL").or(() -> url).orElse(null);
        if (address == null) {
            return DatabaseSettings.embedded();
        }
        Optional<String> ownerUser = said(environment, "OWNER_USER").or(owner::user);
        return new DatabaseSettings(
                withTls(address, root),
                said(environment, "USER").or(night::user).orElse(null),
                password(environment, "", night, root),
                schema.orElse(DatabaseSettings.DEFAULT_SCHEMA),
                ownerUser.map(user -> new DatabaseSettings.Owner(user, password(environment, "OWNER_", owner, root))));
    }

    private String withTls(String address, Path root) {
        StringBuilder whole = new StringBuilder(address);
        tls.ifPresent(word -> parameter(whole, "sslmode", word));
        certificate.ifPresent(file ->
                parameter(whole, "sslrootcert", root.resolve(file).normalize().toString()));
        return whole.toString();
    }

    /** What the address says itself stands. */
    private static void parameter(StringBuilder address, String name, String value) {
        if (!address.toString().contains(name + "=")) {
            address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String password(
            UnaryOperator<@Nullable String> environment, String whose, Login login, Path root) {
        Optional<String> said = said(environment, whose + "PASSWORD");
        if (said.isPresent()) {
            return said.get();
        }
        Optional<Path> file = said(environment, whose + "PASSWORD_FILE")
                .map(Path::of)
                .or(() -> login.passwordFile().map(root::resolve));
        return file.map(DatabaseAccess::firstLine)
                .or(() -> login.password().map(Secret::reveal))
                .orElse(null);
    }

    private static Optional<String> said(UnaryOperator<@Nullable String> environment, String variable) {
        return Optional.ofNullable(environment.apply(VARIABLE + variable)).filter(text -> !text.isBlank());
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "the database's password file " + file + " cannot be read. Write the password into its first line,"
                            + " and let the user who runs this read it.",
                    unreadable);
        }
    }
}
