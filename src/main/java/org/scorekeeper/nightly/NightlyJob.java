package org.scorekeeper.nightly;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scorekeeper.facts.postgres.DatabaseSettings;
import org.scorekeeper.facts.postgres.Failures;
import org.scorekeeper.facts.postgres.Months;
import org.scorekeeper.publish.pdf.PortfolioPdf;
import org.scorekeeper.publish.pdf.ScorecardPdf;
import org.scorekeeper.publish.pdf.VendorRecordPdf;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The night as a list of steps; each only connects rooms of the house. */
final class NightlyJob {
    static final String NAME = "nightly";
    static final String PUBLISH_ONE = "publish-contract";
    private static final String EVALUATE_ONE = "evaluate-contract";
    /** Partitions at a time. */
    static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final NightContext night;
    private final JobRepository repository;
    private final JdbcTransactionManager transactions;
    private final @Nullable Sharing sharing;

    NightlyJob(NightContext night, JobRepository repository, JdbcTransactionManager transactions) {
        this(night, repository, transactions, null);
    }

    private NightlyJob(
            NightContext night,
            JobRepository repository,
            JdbcTransactionManager transactions,
            @Nullable Sharing sharing) {
        this.night = night;
        this.repository = repository;
        this.transactions = transactions;
        this.sharing = sharing;
    }

    /** Lets other machines take partitions of a night. */
    interface Sharing {
        /** Runs the partitions of a step. */
        PartitionHandler handler(JobRepository repository, LaneHandler alone, String step);
    }

    /** Files in, and nothing else. */
    Job filesOnly() {
        return new JobBuilder(NAME, repository).start(discover()).next(intake()).build();
    }

    /** The whole night. */
    Job job() {
        return new JobBuilder(NAME, repository)
                .start(discover())
                .next(intake())
                .next(evaluate())
                .next(publish())
                .next(single("post", new PostLedger(night)))
                .next(portfolioAndFinance())
                .next(manifest())
                .next(single("portal", new WritePortal(night)))
                .next(single("retention", new DropOldMonths(night)))
                .build();
    }

    /** What a dry run does: all but the documents. */
    Job trial() {
        return new JobBuilder(NAME, repository)
                .start(discover())
                .next(intake())
                .next(evaluate())
                .build();
    }

    /** What shows an earlier day again: its figures. */
    Job figures() {
        return new JobBuilder(NAME, repository).start(evaluate()).build();
    }

    /** What shows an earlier day again: figures and documents. */
    Job again() {
        return new JobBuilder(NAME, repository)
                .start(evaluate())
                .next(publish())
                .next(single("post", new PostLedger(night)))
                .next(portfolioAndFinance())
                .next(manifest())
                .next(single("portal", new WritePortal(night)))
                .build();
    }

    private Step discover() {
        return single("discover", new DiscoverFiles(night));
    }

    private Step intake() {
        return partitioned("intake", new IntakeFiles(night, repository, transactions), IntakeFiles.STEP);
    }

    /** The step that does one partition's work, by the name that requests of other machines call it by. */
    Step forPartition(String step) {
        if (step.equals(IntakeFiles.STEP)) {
            return new PartitionStep(step, new IntakeFiles(night, repository, transactions)::forPartition);
        }
        Step contracts = switch (step) {
            case EVALUATE_ONE -> single(step, new EvaluateContracts(night));
            case PUBLISH_ONE -> single(step, publishing());
            default -> throw new IllegalArgumentException("the night has no step " + step);
        };
        return new PartitionStep(step, partition -> contracts);
    }

    private Tasklet publishing() {
        Tasklet publishing = new PublishContracts(night, new ScorecardPdf());
        return night.helps() ? new HandOver(night, publishing) : publishing;
    }

    private Step evaluate() {
        ContractPartitions contracts = new ContractPartitions(night, "evaluating contracts");
        return partitioned(
                "evaluate",
                most -> {
                    Months.know(night.dataSource());
                    return contracts.partition(most);
                },
                EVALUATE_ONE);
    }

    private Step publish() {
        return partitioned("publish", new ContractPartitions(night, "publishing scorecards"), PUBLISH_ONE);
    }

    private Step portfolioAndFinance() {
        return single("portfolio-and-finance", new PublishPeriods(night, new PortfolioPdf(), new VendorRecordPdf()));
    }

    private Step manifest() {
        return single("manifest", new WriteManifests(night));
    }

    /**
     * Has a night's job done, or goes on with it where it stopped.
     *
     * @param which of its steps
     * @return what went wrong, if anything, in words
     */
    static Optional<String> perform(NightContext night, DatabaseSettings settings, Function<NightlyJob, Job> which) {
        return perform(night, settings, which, null);
    }

    /** The same, with other machines where it is shared with them. */
    static Optional<String> perform(
            NightContext night, DatabaseSettings settings, Function<NightlyJob, Job> which, @Nullable Sharing sharing) {
        try {
            JdbcTransactionManager transactions = new JdbcTransactionManager(night.dataSource());
            JobRepository repository = repository(night.dataSource(), transactions, settings.batchSchema());
            Job job = which.apply(new NightlyJob(night, repository, transactions, sharing));
            JobParameters parameters = new JobParametersBuilder()
                    .addLong("run", night.run().runId())
                    .toJobParameters();
            JobExecution execution = goOn(repository, transactions, job, parameters);
            return execution.getStatus() == BatchStatus.COMPLETED ? Optional.empty() : Optional.of(why(execution));
        } catch (Exception failure) {
            return Optional.of(Failures.reason(failure));
        }
    }

    /** Begins a job, or goes on with it where its records say that it stopped; what is done already stays. */
    static JobExecution goOn(
            JobRepository repository, PlatformTransactionManager transactions, Job job, JobParameters parameters)
            throws Exception {
        JobOperator operator = operator(repository, transactions, job);
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        if (instance == null) {
            return operator.start(job, parameters);
        }
        JobExecution before = repository.getLastJobExecution(job.getName(), parameters);
        if (before == null) {
            // Killed between these two records, which Spring Batch takes for impossible.
            before = repository.createJobExecution(instance, parameters, new ExecutionContext());
        }
        return before.getStatus() == BatchStatus.COMPLETED ? before : operator.restart(asFailed(before, repository));
    }

    /**
     * Runs a job that does nothing and keeps no record, beside the caller: Spring Batch is loaded while the caller waits
     * for the database.
     */
    static void rehearse() {
        // Logging is set up by one thread; a second one that logs meanwhile would be told of at the terminal.
        org.slf4j.LoggerFactory.getILoggerFactory();
        Thread thread = new Thread(
                () -> {
                    try {
                        JobRepository nowhere = new ResourcelessJobRepository();
                        ResourcelessTransactionManager nothing = new ResourcelessTransactionManager();
                        Job job = new JobBuilder("rehearsal", nowhere)
                                .start(new StepBuilder("nothing", nowhere)
                                        .tasklet((contribution, context) -> RepeatStatus.FINISHED, nothing)
                                        .build())
                                .build();
                        operator(nowhere, nothing, job).start(job, new JobParameters());
                    } catch (Exception failure) {
                        // The job itself would fail for the same reason, and says so.
                        org.slf4j.LoggerFactory.getLogger(NightlyJob.class).debug("rehearsal failed", failure);
                    }
                },
                "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A run that was killed left its execution as running, and one whose database went away left parts of it as unknown,
     * which nobody may restart: whether their last commit stood is told by what they stored, where they look first.
     */
    private static JobExecution asFailed(JobExecution before, JobRepository repository) {
        for (StepExecution step : before.getStepExecutions()) {
            if (step.getStatus().isRunning() || step.getStatus() == BatchStatus.UNKNOWN) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(ExitStatus.FAILED);
                step.setEndTime(LocalDateTime.now(ZoneOffset.UTC));
                repository.update(step);
            }
        }
        if (before.isRunning() || before.getStatus() == BatchStatus.UNKNOWN) {
            before.setStatus(BatchStatus.FAILED);
            before.setExitStatus(ExitStatus.FAILED);
            before.setEndTime(LocalDateTime.now(ZoneOffset.UTC));
            repository.update(before);
        }
        return before;
    }

    private static String why(JobExecution execution) {
        for (StepExecution step : execution.getStepExecutions()) {
            if (!step.getFailureExceptions().isEmpty()) {
                return why("the step " + step.getStepName(), step.getFailureExceptions());
            }
        }
        return execution.getAllFailureExceptions().isEmpty()
                ? "the job ended as " + execution.getStatus()
                : why("the job", execution.getAllFailureExceptions());
    }

    private static String why(String what, List<Throwable> failures) {
        Throwable cause = failures.get(0);
        org.slf4j.LoggerFactory.getLogger(NightlyJob.class).debug("{} failed", what, cause);
        return what + " could not be done (" + Failures.reason(cause) + ")";
    }

    private Step single(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions)
                .listener(new LogPlace())
                .build();
    }

    private Step partitioned(String name, Partitioner partitions, String stepName) {
        LaneHandler alone = new LaneHandler(repository, forPartition(stepName), THREADS);
        return Partitions.step(
                name,
                repository,
                partitions,
                stepName,
                sharing == null ? alone : sharing.handler(repository, alone, stepName));
    }

    /** Spring Batch's records, in a schema of their own. */
    static JobRepository repository(javax.sql.DataSource dataSource, JdbcTransactionManager transactions, String schema)
            throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        factory.setDatabaseType("POSTGRES");
        factory.setTablePrefix(schema + ".BATCH_");
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    static JobOperator operator(JobRepository repository, PlatformTransactionManager transactions, Job job)
            throws Exception {
        MapJobRegistry registry = new MapJobRegistry();
        registry.register(job);
        JobOperatorFactoryBean factory = new JobOperatorFactoryBean();
        factory.setJobRepository(repository);
        factory.setJobRegistry(registry);
        factory.setTransactionManager(transactions);
        factory.setTaskExecutor(new SyncTaskExecutor());
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
