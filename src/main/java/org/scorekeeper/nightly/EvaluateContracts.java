package org.scorekeeper.nightly;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.scorekeeper.contract.ContractHistory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Evaluates one contract, and issues or restates what is due of it. */
record EvaluateContracts(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws SQLException {
        String id = ContractPartitions.contractOf(context);
        ContractHistory history =
                Objects.requireNonNull(night.workspace().contracts().get(id), id);
        Connection connection = DataSourceUtils.getConnection(night.dataSource());
        try {
            new ContractNight(night, history, connection).perform();
        } finally {
            DataSourceUtils.releaseConnection(connection, night.dataSource());
        }
        night.progress().advance(1);
        return RepeatStatus.FINISHED;
    }
}
