package org.scorekeeper.facts.postgres;

import java.util.function.BiConsumer;

/**
 * How soon each side of a connection notices that the other's machine is gone without a word (its power, its cable): within a
 * minute, so that a run that died holds nothing for longer, and none waits for a server that is no more.
 */
final class Keepalive {
    /**
     * What a session asks of the server: to look after twenty silent seconds, and to give up after twenty more; and to look
     * every ten in the middle of a long statement, where its system can, whether anybody still waits for it.
     */
    static final String SERVER = "set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5;"
            + " set tcp_keepalives_count = 4; set tcp_user_timeout = 40000;"
            + " do $$ begin perform set_config('client_connection_check_interval', '10000', false);"
            + " exception when others then null; end $$";

    private Keepalive() {}

    /** What the driver is told, as properties. */
    static void of(BiConsumer<String, String> property) {
        property.accept("tcpKeepAlive", "true");
        property.accept("socketFactory", KeptSockets.class.getName());
    }
}
