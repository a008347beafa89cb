package org.scorekeeper.deliver;

import java.nio.file.Path;
import java.util.Optional;

/** {@code mail} of {@code scorekeeper.yaml}: where messages go, whom they are from, and who hears of every night. */
public sealed interface MailSettings {
    /** The port of a connection that begins plain and goes on encrypted. */
    int SUBMISSION = 587;

    /** Whom messages are from. */
    String from();

    /** Who gets the digest of every night. */
    Optional<String> operator();

    /** How a connection is kept private. */
    enum Tls {
        /** It begins plain, and no message or password passes before it is encrypted. */
        STARTTLS("starttls", SUBMISSION),
        /** It is encrypted from the first byte. */
        TLS("tls", 465),
        /** It is not: for a relay on the same machine. */
        NONE("none", 25);

        private final String code;
        private final int port;

        Tls(String code, int port) {
            this.code = code;
            this.port = port;
        }

        /** The word that the settings use. */
        public String code() {
            return code;
        }

        /** The port where none is named. */
        public int port() {
            return port;
        }
    }

    /**
     * Who logs in.
     *
     * @param password where the settings say it
     * @param passwordFile a file whose first line it is
     */
    record Login(String user, Optional<Secret> password, Optional<Path> passwordFile) {
        /** The same with the password that was found elsewhere. */
        public Login with(Secret found) {
            return new Login(user, Optional.of(found), Optional.empty());
        }
    }

    /**
     * A mail server.
     *
     * @param certificate a PEM file with certificates to trust beside those that Java trusts
     */
    record Server(
            String host,
            int port,
            Tls tls,
            Optional<Login> login,
            Optional<Path> certificate,
            String from,
            Optional<String> operator)
            implements MailSettings {
        /** The same with another login and certificate. */
        public Server with(Optional<Login> other, Optional<Path> trusted) {
            return new Server(host, port, tls, other, trusted, from, operator);
        }
    }

    /** A folder that gets each message as an {@code .eml} file. */
    record Folder(Path directory, String from, Optional<String> operator) implements MailSettings {}
}
