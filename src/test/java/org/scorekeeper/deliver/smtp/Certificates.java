package org.scorekeeper.deliver.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A key of a server called localhost, and its certificate as a company would hand it out. */
record Certificates(Path keys, Path certificate) {
    static final String PASSWORD = "changeit";

    static Certificates in(Path folder) {
        Certificates made = new Certificates(folder.resolve("keys.p12"), folder.resolve("ca.pem"));
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-storetype",
                "PKCS12",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                made.keys.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-keystore",
                made.keys.toString(),
                "-file",
                made.certificate.toString());
        return made;
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        try {
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new AssertionError("keytool failed: " + command);
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
