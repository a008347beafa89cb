package org.scorekeeper.nightly;

import java.util.List;
import org.scorekeeper.publish.html.Portal;
import org.scorekeeper.settle.PeriodResult;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Writes the portal, once every document that it links to is there. */
record WritePortal(NightContext night) implements Tasklet {
    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        List<Portal.Dossier> dossiers = night.allResults().stream()
                .map(contract -> contract.stream()
                        .map(stored -> stored.period().result())
                        .toList())
                .filter(results -> !results.isEmpty())
                .map(WritePortal::dossier)
                .toList();
        Portal.write(night.reports(), dossiers);
        return RepeatStatus.FINISHED;
    }

    private static Portal.Dossier dossier(List<PeriodResult> results) {
        List<PeriodResult> own = results.stream().filter(PeriodResult::isOwn).toList();
        List<PeriodResult> whole = results.stream()
                .filter(result -> !result.isOwn())
                .map(result -> result.with(own.stream()
                        .filter(part -> part.settledIn().equals(result.period()))
                        .toList()))
                .toList();
        return new Portal.Dossier(whole, own);
    }
}
