package org.scorekeeper.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Empties the outbox. A message is taken before it is sent, so a crash between sending and noting it never sends it twice:
 * at most once, and what may have been lost so is said. Where sending twice does no harm (files) it is sent again.
 */
public record Post(Outbox outbox, Carrier carrier) {
    /**
     * What came of it.
     *
     * @param sent how many messages were
     * @param unsent those that are kept for another night
     * @param givenUp refused so often that they are tried no more
     * @param doubtful taken by a run that was stopped
     */
    public record Result(int sent, List<Outbox.Open> unsent, List<Outbox.Open> givenUp, List<Outbox.Open> doubtful) {
        /** Copies the lists. */
        public Result {
            unsent = List.copyOf(unsent);
            givenUp = List.copyOf(givenUp);
            doubtful = List.copyOf(doubtful);
        }
    }

    /** Sends what is due; what cannot be sent is kept with its reason. */
    public Result send() {
        List<Outbox.Open> doubtful = List.of();
        if (carrier.repeatable()) {
            outbox.waitAgain();
        } else {
            doubtful = outbox.doubtful();
        }
        List<Long> due = outbox.due();
        Optional<String> obstacle = due.isEmpty() ? Optional.empty() : carrier.obstacle();
        List<Outbox.Open> givenUp = new ArrayList<>();
        int sent = 0;
        for (long id : due) {
            if (obstacle.isPresent()) {
                outbox.failed(id, obstacle.get());
                continue;
            }
            Outbox.Taken message = outbox.take(id);
            try {
                carrier.carry(message);
                outbox.sent(id);
                sent++;
            } catch (UndeliveredException refused) {
                if (outbox.failed(id, refused.reason())) {
                    givenUp.add(new Outbox.Open(message.recipient(), message.subject(), refused.reason()));
                }
                // One recipient's fault stops no other; a server that is gone would cost each of them its time.
                obstacle = carrier.obstacle();
            }
        }
        return new Result(sent, outbox.unsent(), givenUp, doubtful);
    }
}
