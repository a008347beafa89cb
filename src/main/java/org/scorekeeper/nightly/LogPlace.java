package org.scorekeeper.nightly;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.scorekeeper.nightly.postgres.RunStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Where in a night a log record was written: its run, step, file and contract stand in the record of themselves, as
 * {@code mdc} of {@code --log json}. What machines want and people have on standard output already goes to a logger that
 * text leaves out.
 */
final class LogPlace implements StepExecutionListener {
    /** In a partition's context and in a record: the file, relative to the inbox. */
    static final String FILE = "path";

    private static final String RUN = "run";
    private static final String STEP = "step";
    private static final Logger MACHINES = LoggerFactory.getLogger("org.scorekeeper.machines");

    /** Something that a step does. */
    interface Work {
        void perform() throws JobInterruptedException;
    }

    static void begin(RunStore.Run run) {
        enter(run);
        MACHINES.info("run begins, as of {}", run.key().asOf());
    }

    /** This thread works for a run from now on. */
    static void enter(RunStore.Run run) {
        MDC.put(RUN, run.runId() + " " + run.shortId());
    }

    /** This thread works for no run any more. */
    static void leave() {
        MDC.clear();
    }

    static void failed(String why) {
        MACHINES.error("run failed: {}", why);
    }

    static void ended(ExitCode exit, List<String> said, String lastLine) {
        said.forEach(line -> MACHINES.warn("{}", line));
        MACHINES.info("run ended with {}: {}", exit.code(), lastLine);
        leave();
    }

    @Override
    public void beforeStep(StepExecution step) {
        MDC.put(STEP, step.getStepName().replaceFirst(":.*", ""));
        MACHINES.info("step {} begins", step.getStepName());
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        Duration took = step.getStartTime() == null
                ? Duration.ZERO
                : Duration.between(step.getStartTime(), java.time.LocalDateTime.now(java.time.ZoneId.systemDefault()));
        MACHINES.info("step {} {} after {} ms", step.getStepName(), step.getStatus(), took.toMillis());
        MDC.remove(STEP);
        return step.getExitStatus();
    }

    /** Does what one partition does, with its step, file and contract in each record. */
    static void within(StepExecution partition, Work work) throws JobInterruptedException {
        Map<String, String> outside = copy();
        MDC.put(STEP, partition.getStepName().replaceFirst(":.*", ""));
        for (String key : List.of(FILE, ContractPartitions.CONTRACT)) {
            if (partition.getExecutionContext().containsKey(key)) {
                MDC.put(
                        key.equals(FILE) ? "file" : key,
                        partition.getExecutionContext().getString(key));
            }
        }
        try {
            work.perform();
        } finally {
            MDC.setContextMap(outside);
        }
    }

    /** The same work in another thread, which knows by itself nothing of where it belongs. */
    static <T> Callable<T> inherited(Callable<T> work) {
        Map<String, String> here = copy();
        return () -> {
            MDC.setContextMap(here);
            try {
                return work.call();
            } finally {
                MDC.clear();
            }
        };
    }

    private static Map<String, String> copy() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return context == null ? new HashMap<>() : context;
    }
}
