package org.scorekeeper.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.deliver.Secret;

/** Reads {@code mail} of {@code scorekeeper.yaml}: a mail server, or a folder. */
final class MailReader {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+|[^<>,;\"]*<[^\\s@<>,;\"]+@[^\\s@<>,;\"]+>");
    private static final List<String> OF_A_SERVER =
            List.of("host", "port", "tls", "user", "password", "password-file", "certificate");
    /** A relay on the same machine, which nothing leaves on its way to it. */
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

    private static final int PORTS = 65_535;
    private static final String NOBODY = "scorekeeper@localhost";

    private MailReader() {}

    static Optional<MailSettings> read(Block block) {
        block.known(OF_A_SERVER.toArray(String[]::new));
        Optional<String> directory = block.text("directory");
        Optional<String> from = block.value("from", MailReader::address);
        Optional<String> operator = block.value("operator", MailReader::address);
        Optional<MailSettings> settings;
        if (block.has("directory")) {
            OF_A_SERVER.stream()
                    .filter(block::has)
                    .forEach(key ->
                            block.error(key, "goes with a mail server, not with directory. Take one of the two out."));
            settings = directory.map(folder -> new MailSettings.Folder(Path.of(folder), from.orElse(NOBODY), operator));
        } else {
            settings = server(block, from, operator);
        }
        block.nothingElse();
        return settings;
    }

    private static Optional<MailSettings> server(Block block, Optional<String> from, Optional<String> operator) {
        boolean here = block.text("host").filter(HERE::contains).isPresent();
        MailSettings.Tls tls =
                block.value("tls", MailReader::tls).orElse(here ? MailSettings.Tls.NONE : MailSettings.Tls.STARTTLS);
        int port = block.count("port", 1, PORTS).orElse(tls.port());
        Optional<String> user = block.text("user");
        Optional<Secret> password = block.text("password").map(Secret::new);
        Optional<Path> file = block.text("password-file").map(Path::of);
        Optional<Path> certificate = block.text("certificate").map(Path::of);
        if (user.isEmpty()) {
            List.of("password", "password-file").stream()
                    .filter(block::has)
                    .forEach(key -> block.error(key, "goes with user. Name the user, or take it out."));
        }
        if (block.has("password") && block.has("password-file")) {
            block.error("password-file", "stands beside password. Take one of the two out.");
        }
        if (user.isPresent() && tls == MailSettings.Tls.NONE && !here) {
            block.warning("tls", "none sends the password unencrypted. Write starttls or tls.");
        }
        if (!block.has("host")) {
            block.error(
                    "host",
                    "is missing. Write the mail server's name, or directory: outbox for a folder of .eml files.");
        }
        if (!block.has("from")) {
            block.error("from", "is missing. Write the address that messages are from.");
        }
        Optional<String> host = block.text("host");
        return host.flatMap(name -> from.map(sender -> new MailSettings.Server(
                name,
                port,
                tls,
                user.map(login -> new MailSettings.Login(login, password, file)),
                certificate,
                sender,
                operator)));
    }

    /** The files that a mail server's settings name and nobody has written, by key. */
    static Map<String, Path> missing(MailSettings settings, Path root) {
        Map<String, Path> named = new TreeMap<>();
        if (settings instanceof MailSettings.Server server) {
            server.login()
                    .flatMap(MailSettings.Login::passwordFile)
                    .ifPresent(file -> named.put("mail.password-file", file));
            server.certificate().ifPresent(file -> named.put("mail.certificate", file));
        }
        named.values().removeIf(file -> Files.isReadable(root.resolve(file)));
        return named;
    }

    private static MailSettings.Tls tls(String code) {
        return Arrays.stream(MailSettings.Tls.values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + code + "\" is unknown. Write "
                        + Arrays.stream(MailSettings.Tls.values())
                                .map(MailSettings.Tls::code)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no address. Write one such as vendors@example.com.");
        }
        return text;
    }
}
