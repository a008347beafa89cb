package org.scorekeeper.nightly.remote;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.integration.jdbc.channel.PostgresChannelMessageTableSubscriber;
import org.springframework.integration.jdbc.channel.PostgresSubscribableChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.support.MessageBuilder;

/**
 * The queue of a night's lanes: a channel of Spring Integration on PostgreSQL. Whoever takes a message holds its row, locked
 * and deleted, in a transaction that lasts as long as its work: it is gone for good when the work is done, and there again at
 * once when the session ends before.
 */
public final class LaneChannel implements AutoCloseable {
    private static final String RUN = "run";
    private static final String LANE = "lane";
    private static final String STANDING = "standing";
    /** Between two attempts to listen. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** What is being worked on may take so long to come to a place where it can be left. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final JdbcChannelMessageStore store;
    private final PostgresSubscribableChannel channel;
    private final PostgresChannelMessageTableSubscriber subscriber;
    private final ThreadPoolExecutor threads;
    private final String group;
    private @Nullable MessageHandler taker;

    /** Gives a session of its own. */
    @FunctionalInterface
    public interface Sessions {
        /** Connects. */
        Connection connect() throws SQLException;
    }

    /**
     * Opens the queue of one run.
     *
     * @param connections for the messages; others than those of the work
     * @param sessions where it is listened for news
     * @param schema whose queue it is: a server tells all listeners of a database
     */
    public LaneChannel(DataSource connections, Sessions sessions, String schema, long runId, int workers) {
        group = "run-" + runId;
        store = new JdbcChannelMessageStore(connections);
        store.setRegion(schema);
        store.setChannelMessageStoreQueryProvider(new PostgresChannelMessageStoreQueryProvider());
        store.addAllowedPatterns(
                "java.*",
                "org.springframework.messaging.*",
                "org.springframework.integration.*",
                "org.springframework.batch.integration.partition.*");
        store.afterPropertiesSet();
        subscriber = new PostgresChannelMessageTableSubscriber(() -> listen(sessions));
        // A worker without a thread to spare leaves the message to others: it looks again when one is free.
        threads = new ThreadPoolExecutor(
                workers,
                workers,
                0,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                LaneChannel::thread,
                new ThreadPoolExecutor.DiscardPolicy());
        channel = new PostgresSubscribableChannel(store, group, subscriber);
        // No context: there is nothing to look up, and a night should not wait for one.
        channel.setBeanFactory(new DefaultListableBeanFactory());
        channel.setBeanName("lanes");
        channel.setDispatcherExecutor(threads);
        channel.setTransactionManager(new JdbcTransactionManager(connections));
        channel.setErrorHandler(LaneChannel::remark);
        channel.setRetryTemplate(new RetryTemplate(RetryPolicy.withMaxRetries(0)));
        channel.afterPropertiesSet();
    }

    /** What failed stays in the queue; the same is not tried again at once. */
    private static void remark(Throwable failure) {
        Logger log = LoggerFactory.getLogger(LaneChannel.class);
        log.debug("a lane goes back into the queue", failure);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "lanes");
        thread.setDaemon(true);
        return thread;
    }

    private static PgConnection listen(Sessions sessions) throws SQLException {
        try {
            return sessions.connect().unwrap(PgConnection.class);
        } catch (SQLException gone) {
            LockSupport.parkNanos(PAUSE.toNanos());
            throw gone;
        }
    }

    /** Puts a lane into the queue. */
    public void send(LaneRequest request) {
        channel.send(MessageBuilder.withPayload(new ArrayList<>(request.partitions()))
                .setHeader(RUN, request.runId())
                .setHeader(LANE, request.lane())
                .setHeader(STANDING, new ArrayList<>(request.standing()))
                .build());
    }

    /** Takes lanes from now on, several at a time. A lane whose work throws an exception goes back into the queue. */
    public void take(Consumer<LaneRequest> work) {
        MessageHandler handler = message -> work.accept(request(message));
        taker = handler;
        channel.subscribe(handler);
        subscriber.start();
    }

    /**
     * Takes no more. The channel waits there for all that is being worked on, and whoever asks may be one of those: the
     * waiting is done elsewhere.
     */
    public void takeNoMore() {
        MessageHandler handler = taker;
        if (handler != null) {
            thread(() -> channel.unsubscribe(handler)).start();
        }
    }

    private static LaneRequest request(Message<?> message) {
        List<StepExecutionRequest> partitions = new ArrayList<>();
        for (Object partition : (List<?>) message.getPayload()) {
            partitions.add((StepExecutionRequest) partition);
        }
        List<String> standing = new ArrayList<>();
        for (Object name : Objects.requireNonNull(message.getHeaders().get(STANDING, List.class))) {
            standing.add((String) name);
        }
        return new LaneRequest(
                Objects.requireNonNull(message.getHeaders().get(RUN, Long.class)),
                Objects.requireNonNull(message.getHeaders().get(LANE, String.class)),
                partitions,
                standing);
    }

    /** Looks for lanes: nobody is told of one that was given back. */
    public void look() {
        channel.notifyUpdate();
    }

    /** The lanes that nobody has done to the end, those that somebody works on among them. */
    public int open() {
        return store.messageGroupSize(group);
    }

    /** Stops taking; what is being worked on and does not end soon goes back into the queue. */
    @Override
    public void close() {
        takeNoMore();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        subscriber.stop();
    }
}
