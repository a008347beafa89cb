package org.scorekeeper.nightly.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who takes part in a shared night, who has which lane, and what helpers handed over; on the database's clock. */
public final class LeaseStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public LeaseStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * A night that takes helpers.
     *
     * @param runId its run
     * @param release that it runs on
     * @param settings what of its settings the work follows from
     * @param takeover the silence after which a helper is given up
     */
    public record SharedNight(long runId, String release, String settings, Duration takeover) {}

    /**
     * A helper from which nothing is to be expected any more.
     *
     * @param holder its name
     * @param silent whether it does not say that it lives; else one of its parts does not come on
     */
    public record Lost(String holder, boolean silent) {}

    /** A document that a helper made, by its name below the reports. */
    public static final class Handed {
        private final String name;
        private final byte[] content;

        /** Holds the bytes as they are. */
        public Handed(String name, byte[] content) {
            this.name = name;
            this.content = content.clone();
        }

        /** Relative to the reports. */
        public String name() {
            return name;
        }

        /** The whole file. */
        public byte[] content() {
            return content.clone();
        }
    }

    /** Opens a night to helpers. */
    public void share(SharedNight night) {
        jdbc.sql("insert into shared_night (run_id, release, settings, takeover) values (?, ?, ?, ?)")
                .params(
                        night.runId(),
                        night.release(),
                        night.settings(),
                        Math.toIntExact(night.takeover().toSeconds()))
                .update();
    }

    /** The night that is open to helpers. */
    public Optional<SharedNight> shared() {
        return jdbc.sql("select run_id, release, settings, takeover from shared_night order by run_id desc limit 1")
                .query((row, number) -> new SharedNight(
                        row.getLong(1), row.getString(2), row.getString(3), Duration.ofSeconds(row.getInt(4))))
                .optional();
    }

    /** Takes part from now on. */
    public void join(String holder) {
        jdbc.sql(
                        "insert into lane_holder (holder, beat) values (?, now()) on conflict (holder) do update set beat = now()")
                .param(holder)
                .update();
    }

    /** Says that a holder lives; the answer is no where it was given up. */
    public boolean beat(String holder) {
        return jdbc.sql("update lane_holder set beat = now() where holder = ?")
                        .param(holder)
                        .update()
                == 1;
    }

    /** How often a lane has been taken by somebody who has neither done it nor given it back. */
    public int tries(String lane) {
        return jdbc.sql("select tries from lane_lease where lane = ?")
                .param(lane)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Takes a lane, whoever had it: what that one has not committed by now, it commits no more. */
    public Lease take(String lane, String holder) {
        long token = jdbc.sql("""
                        insert into lane_lease as l (lane, token, holder, stored, tries)
                        values (?, nextval('lane_token'), ?, now(), 1)
                        on conflict (lane) do update set token = excluded.token, holder = excluded.holder,
                            stored = excluded.stored, tries = l.tries + 1
                        returning token""").params(lane, holder).query(Long.class).single();
        return new Lease(lane, token);
    }

    /** Leaves a lane undone. */
    public void letGo(Lease lease) {
        jdbc.sql("update lane_lease set token = nextval('lane_token'), holder = '' where lane = ? and token = ?")
                .params(lease.lane(), lease.token())
                .update();
    }

    /** Gives a lane back that is done, or has failed as it would elsewhere; the answer is no where another has taken it over. */
    public boolean giveBack(Lease lease) {
        return jdbc.sql("delete from lane_lease where lane = ? and token = ?")
                        .params(lease.lane(), lease.token())
                        .update()
                == 1;
    }

    /**
     * Those from which nothing is to be expected any more.
     *
     * @param silence for so long they have not said that they live
     * @param standstill or for so long a lane of theirs has stored nothing, though they say so
     * @param butNot whoever asks
     */
    public List<Lost> lost(Duration silence, Duration standstill, String butNot) {
        return jdbc.sql("""
                        select holder, silent from (
                            select holder, beat < now() - make_interval(secs => ?) as silent, exists (
                                select from lane_lease l where l.holder = h.holder
                                    and l.stored < now() - make_interval(secs => ?)) as stands
                            from lane_holder h) known
                        where (silent or stands) and holder <> ? order by holder""")
                .params(silence.toSeconds(), standstill.toSeconds(), butNot)
                .query((row, number) -> new Lost(row.getString(1), row.getBoolean(2)))
                .list();
    }

    /**
     * Gives a holder up: its lanes are its no longer, and the server ends its sessions, so that nothing waits for what a
     * process that does not move has locked.
     */
    public void giveUp(String holder) {
        endSessions(holder);
        jdbc.sql("""
                        with gone as (
                            update lane_lease set token = nextval('lane_token'), holder = '' where holder = ?)
                        delete from lane_holder where holder = ?""").params(holder, holder).update();
    }

    /** Ends them and waits for it, because what they have locked is wanted next. */
    private void endSessions(String holder) {
        jdbc.sql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ?"
                        + " and pid <> pg_backend_pid() and datname = current_database()")
                .param(holder)
                .query((row, number) -> row.getBoolean(1))
                .list();
    }

    /** Gives everybody up and empties the queue, where a night before this one did not come to its end. */
    public void endAll() {
        List<String> holders = jdbc.sql(
                        "select holder from lane_holder union select '' where exists (select from shared_night)")
                .query(String.class)
                .list();
        if (holders.isEmpty()) {
            return; // every night of a machine alone
        }
        holders.stream().filter(holder -> !holder.isEmpty()).forEach(this::endSessions);
        clear();
    }

    /**
     * Closes a night: helpers notice it when they next say that they live. Where it ends before its work, those that are at
     * work are given up.
     */
    public void end() {
        boolean done = jdbc.sql("select not exists (select from int_channel_message)")
                .query(Boolean.class)
                .single();
        if (done) {
            clear();
        } else {
            endAll();
        }
    }

    private void clear() {
        jdbc.sql("""
                with night as (delete from shared_night), queue as (delete from int_channel_message),
                    leases as (delete from lane_lease)
                delete from lane_holder""").update();
    }

    /** Keeps documents that a helper made, in the transaction that says that they are made. */
    public void handOver(long runId, List<Handed> documents) {
        documents.forEach(document ->
                jdbc.sql("""
                        insert into handed_document (run_id, name, content) values (?, ?, ?)
                        on conflict (run_id, name) do update set content = excluded.content""").params(runId, document.name(), document.content()).update());
    }

    /** A document of a run that has been handed over and not yet been written. */
    public Optional<Handed> nextHanded(long runId) {
        return jdbc.sql("select name, content from handed_document where run_id = ? limit 1")
                .param(runId)
                .query((row, number) -> new Handed(row.getString(1), row.getBytes(2)))
                .optional();
    }

    /** Forgets a document that is written. */
    public void written(long runId, String name) {
        jdbc.sql("delete from handed_document where run_id = ? and name = ?")
                .params(runId, name)
                .update();
    }
}
