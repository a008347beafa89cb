package org.scorekeeper.deliver.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** GreenMail knows no STARTTLS: this stands before it, offers it, and passes on only what comes encrypted. */
final class StartTlsDoor implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final SSLContext tls;

    StartTlsDoor(Certificates certificates, int behind) throws IOException, GeneralSecurityException {
        this.behind = behind;
        this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        char[] password = Certificates.PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificates.keys())) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        this.tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        daemon(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                daemon(() -> serve(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket guest) {
        try (guest;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            BufferedReader plain =
                    new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.US_ASCII));
            say(guest, "220 localhost ready");
            plain.readLine(); // EHLO
            say(guest, "250-localhost\r\n250 STARTTLS");
            if (!"STARTTLS".equals(plain.readLine())) {
                say(guest, "530 Must issue a STARTTLS command first");
                return;
            }
            say(guest, "220 go ahead");
            SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(guest, null, guest.getPort(), false);
            secret.setUseClientMode(false);
            secret.startHandshake();
            greeting(server);
            daemon(() -> pass(secret, server));
            server.getInputStream().transferTo(new Flushing(secret.getOutputStream()));
        } catch (IOException gone) {
            // the guest has left
        }
    }

    /** The server greets again, which a client does not wait for behind STARTTLS. */
    private static void greeting(Socket server) throws IOException {
        int letter = server.getInputStream().read();
        while (letter >= 0 && letter != '\n') {
            letter = server.getInputStream().read();
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(new Flushing(to.getOutputStream()));
        } catch (IOException gone) {
            // one of them has left
        }
    }

    private static void say(Socket guest, String words) throws IOException {
        guest.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
        guest.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "starttls");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** Passes on at once. */
    private static final class Flushing extends OutputStream {
        private final OutputStream out;

        Flushing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            out.flush();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            out.flush();
        }
    }
}
