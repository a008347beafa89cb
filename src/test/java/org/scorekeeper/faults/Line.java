package org.scorekeeper.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line between a night and its server. It can go dead without a word: what is sent is taken, and no answer ever comes. */
final class Line implements AutoCloseable {
    private final ServerSocket here;
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean dead;

    private Line(ServerSocket here, int server) {
        this.here = here;
        this.server = server;
    }

    /** Lays one to a port of this machine. */
    static Line to(int server) throws IOException {
        Line line = new Line(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        start(line::answer);
        return line;
    }

    /** The port at this end of it. */
    int port() {
        return here.getLocalPort();
    }

    void goesDead() {
        dead = true;
    }

    private void answer() throws IOException {
        while (true) {
            Socket caller = here.accept();
            ends.add(caller);
            Socket called = new Socket(InetAddress.getLoopbackAddress(), server);
            ends.add(called);
            start(() -> carry(caller, called));
            start(() -> carry(called, caller));
        }
    }

    private void carry(Socket from, Socket to) throws IOException {
        byte[] some = new byte[1 << 16];
        for (int read = from.getInputStream().read(some);
                read >= 0;
                read = from.getInputStream().read(some)) {
            if (!dead) {
                to.getOutputStream().write(some, 0, read);
            }
        }
        if (!dead) {
            from.close();
            to.close();
        }
    }

    private interface Work {
        void perform() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.perform();
                    } catch (IOException cut) {
                        // one of its ends was closed
                    }
                },
                "line");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes it away; both sides are told. */
    @Override
    public void close() {
        try {
            here.close();
            for (Socket end : ends) {
                end.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
