package org.scorekeeper.deliver.postgres;

import java.util.List;
import javax.sql.DataSource;
import org.scorekeeper.deliver.Message;
import org.scorekeeper.deliver.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox as a table; used outside of transactions, so that each statement stands when it returns. */
public final class OutboxStore implements Outbox {
    private static final int MAX_ATTEMPTS = 10;

    private final JdbcClient jdbc;

    /** Works on the table that the migrations made. */
    public OutboxStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public boolean add(long runId, Message message, byte[] content) {
        return jdbc.sql("""
                        insert into outbox (recipient, occasion, content_key, subject, run_id, content)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                message.recipient(),
                                message.occasion(),
                                message.key(),
                                message.subject(),
                                runId,
                                content)
                        .update()
                == 1;
    }

    @Override
    public List<Long> due() {
        return jdbc.sql("select message_id from outbox where state in ('waiting', 'failed') order by message_id")
                .query(Long.class)
                .list();
    }

    @Override
    public Taken take(long id) {
        return jdbc.sql("""
                        update outbox set state = 'sending', attempts = attempts + 1 where message_id = ?
                        returning recipient, occasion, content_key, subject, content""")
                .param(id)
                .query((row, number) -> new Taken(
                        id,
                        row.getString("recipient"),
                        row.getString("occasion"),
                        row.getString("content_key"),
                        row.getString("subject"),
                        row.getBytes("content")))
                .single();
    }

    @Override
    public void sent(long id) {
        jdbc.sql("update outbox set state = 'sent', sent = now(), content = null, reason = null where message_id = ?")
                .param(id)
                .update();
    }

    @Override
    public boolean failed(long id, String reason) {
        return jdbc.sql("""
                        update outbox set reason = ?, state = case when attempts >= ? then 'given up' else 'failed' end
                        where message_id = ? returning state""")
                .params(reason, MAX_ATTEMPTS, id)
                .query(String.class)
                .single()
                .equals("given up");
    }

    @Override
    public List<Open> doubtful() {
        return jdbc.sql("""
                        update outbox set state = 'doubtful', reason = 'the run was stopped while it was sent'
                        where state = 'sending' returning recipient, subject, reason""").query(OutboxStore::open).list();
    }

    @Override
    public void waitAgain() {
        jdbc.sql("update outbox set state = 'waiting' where state = 'sending'").update();
    }

    @Override
    public List<Open> unsent() {
        return jdbc.sql("select recipient, subject, reason from outbox where state = 'failed' order by message_id")
                .query(OutboxStore::open)
                .list();
    }

    private static Open open(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Open(row.getString("recipient"), row.getString("subject"), row.getString("reason"));
    }
}
