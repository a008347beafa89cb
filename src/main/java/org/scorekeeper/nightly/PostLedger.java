package org.scorekeeper.nightly;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Hands what is entered and not posted yet to finance as one numbered posting. A transaction of its own: the file of a
 * posting is never written again, so it must not be there before the posting is. Nothing is posted where the ledger of any
 * contract says something else than its figures, of those too that the night was not about or whose files are gone.
 */
record PostLedger(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        LedgerCheck ledger = new LedgerCheck(night.ledger());
        night.allResults().forEach(ledger::check);
        LocalDate today = night.asOf()
                .in(ZoneOffset.UTC)
                .minusSeconds(1)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        night.ledger().post(night.run().runId(), today);
        return RepeatStatus.FINISHED;
    }
}
