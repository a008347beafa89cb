package org.scorekeeper.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.publish.told.Words;

/** When documents say that a file was received. */
class ReceiptsTest {
    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-05                | Europe/London    | 5 Nov 2026        | a day has no time
            2026-11-05                | Europe/Berlin    | 5 Nov 2026        | nor has it east of London
            2026-11-05                | America/New_York | 5 Nov 2026        | nor west of it
            2026-03-29                | Europe/Berlin    | 29 Mar 2026       | nor where clocks change
            2026-11-05T18:00:00+01:00 | Europe/Berlin    | 5 Nov 2026, 18:00 | an instant has
            2026-11-05T18:00:00+01:00 | America/New_York | 5 Nov 2026, 12:00 | that of the contract's zone
            """)
    void a_day_is_told_as_a_day_and_an_instant_with_its_time(String asOf, String zone, String told, String why) {
        ZoneId contracts = ZoneId.of(zone);

        assertThat(new Words(Locale.UK, contracts)
                        .asOf(Receipts.of(file(asOf), contracts).received()))
                .as(why)
                .isEqualTo(told);
    }

    private static FileStore.StoredFile file(String asOf) {
        return new FileStore.StoredFile(
                1,
                "acme",
                "tickets",
                "",
                "acme/tickets.csv",
                "9f2c",
                1,
                FileStore.State.DONE,
                Optional.empty(),
                asOf,
                Instant.EPOCH,
                1,
                1,
                0,
                0,
                0,
                Optional.empty(),
                List.of());
    }
}
