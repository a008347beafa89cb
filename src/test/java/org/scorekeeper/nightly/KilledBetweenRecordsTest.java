package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.scorekeeper.facts.postgres.Database;
import org.scorekeeper.facts.postgres.TestDatabases;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A run writes down what it is at, record by record; whichever of them was its last one, the next attempt goes on. */
class KilledBetweenRecordsTest {
    private static final Map<String, Integer> PLACES = Map.of("first", 0, "second", 1, "third", 2);

    /** What was done, in its order. */
    private final List<String> done = new ArrayList<>();

    @Test
    void a_job_goes_on_after_each_of_its_records_and_its_parts_know_what_they_are_of() throws Exception {
        try (Database database = TestDatabases.EMBEDDED.open()) {
            JdbcTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
            JobRepository records = NightlyJob.repository(
                    database.dataSource(), transactions, database.settings().batchSchema());
            AtomicBoolean killed = new AtomicBoolean(true);
            int last = 0;
            for (; killed.get(); last++) {
                done.clear();
                killed.set(false);
                attempt(mortal(records, last, killed), transactions, last);
                assertThat(attempt(records, transactions, last))
                        .as("killed after record " + last + ", then again; done " + done)
                        .isEqualTo("COMPLETED");
                assertThat(done.stream().distinct())
                        .as("killed after record " + last)
                        .containsExactly("first", "second", "third", "all");
            }
            assertThat(last).as("records of one run").isGreaterThan(20);
        }
    }

    private String attempt(JobRepository records, JdbcTransactionManager transactions, long run) {
        JobParameters parameters =
                new JobParametersBuilder().addLong("run", run).toJobParameters();
        try {
            BatchStatus status = NightlyJob.goOn(records, transactions, job(records, transactions), parameters)
                    .getStatus();
            return status.name();
        } catch (Exception failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private Job job(JobRepository records, JdbcTransactionManager transactions) {
        Step part = new StepBuilder("part", records)
                .tasklet(
                        (contribution, context) -> {
                            done.add(context.getStepContext()
                                    .getStepExecution()
                                    .getExecutionContext()
                                    .getString("of"));
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        Step last = new StepBuilder("last", records)
                .tasklet(
                        (contribution, context) -> {
                            done.add("all");
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new JobBuilder("killed", records)
                .start(Partitions.step("parts", records, parts(), part.getName(), new LaneHandler(records, part, 1)))
                .next(last)
                .build();
    }

    private static Partitioner parts() {
        return gridSize -> {
            Map<String, ExecutionContext> parts = new TreeMap<>();
            PLACES.forEach((of, place) -> {
                ExecutionContext context = new ExecutionContext();
                context.putString("of", of);
                context.putString(LaneHandler.LANE, "one after the other");
                context.putInt(LaneHandler.ORDER, place);
                parts.put(of, context);
            });
            return parts;
        };
    }

    /** Keeps so many records; whatever is asked of it afterwards comes from nobody any more. */
    private static JobRepository mortal(JobRepository records, int last, AtomicBoolean killed) {
        AtomicInteger left = new AtomicInteger(last);
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    boolean writes = method.getName().startsWith("create")
                            || method.getName().startsWith("update");
                    if (killed.get() || (writes && left.getAndDecrement() == 0)) {
                        killed.set(true);
                        throw new IllegalStateException("killed");
                    }
                    try {
                        return method.invoke(records, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
