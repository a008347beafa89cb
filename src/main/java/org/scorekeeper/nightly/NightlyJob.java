package org.scorekeeper.nightly;

import java.util.function.Function;
import org.scorekeeper.publish.pdf.PortfolioPdf;
import org.scorekeeper.publish.pdf.ScorecardPdf;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The night as a list of steps; each only connects rooms of the house. */
final class NightlyJob {
    static final String NAME = "nightly";
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final NightContext night;
    private final JobRepository repository;
    private final JdbcTransactionManager transactions;

    NightlyJob(NightContext night, JobRepository repository, JdbcTransactionManager transactions) {
        this.night = night;
        this.repository = repository;
        this.transactions = transactions;
    }

    Job job() {
        IntakeFiles intake = new IntakeFiles(night, repository, transactions);
        return new JobBuilder(NAME, repository)
                .start(single("discover", new DiscoverFiles(night)))
                .next(partitioned("intake", intake, IntakeFiles.STEP, intake::forPartition))
                .next(perContract("evaluate", "evaluating contracts", new EvaluateContracts(night)))
                .next(perContract("publish", "publishing scorecards", new PublishContracts(night, new ScorecardPdf())))
                .next(single("portfolio-and-finance", new PublishPeriods(night, new PortfolioPdf())))
                .next(single("manifest", new WriteManifests(night)))
                .build();
    }

    private Step single(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet, transactions).build();
    }

    private Step perContract(String name, String what, Tasklet tasklet) {
        Step one = single(name + "-contract", tasklet);
        return partitioned(name, new ContractPartitions(night, what), one.getName(), partition -> one);
    }

    private Step partitioned(String name, Partitioner partitions, String stepName, Function<StepExecution, Step> step) {
        return new StepBuilder(name, repository)
                .partitioner(stepName, partitions)
                .partitionHandler(new LaneHandler(repository, new PartitionStep(stepName, step), THREADS))
                .build();
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

    static JobOperator operator(JobRepository repository, JdbcTransactionManager transactions, Job job)
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
