package org.scorekeeper.nightly;

import java.time.Instant;
import java.time.ZoneId;
import org.scorekeeper.intake.postgres.FileStore;
import org.scorekeeper.intake.postgres.RefusedRowStore;
import org.scorekeeper.publish.DataReceived;
import org.scorekeeper.publish.DataReceived.FileReceipt;
import org.scorekeeper.publish.DataReceived.RefusedRow;
import org.scorekeeper.workspace.AsOf;

/** Files and refused rows as documents show them. */
final class Receipts {
    private Receipts() {}

    /** When a file was taken in, for a contract in a zone: the as-of of its run, so that a night that is run again says the same. */
    static Instant received(FileStore.StoredFile file, ZoneId zone) {
        return AsOf.parse(file.asOf()).in(zone);
    }

    static FileReceipt of(FileStore.StoredFile file, ZoneId zone) {
        return new FileReceipt(
                file.path(),
                file.feed(),
                file.sha256(),
                received(file, zone),
                file.rowsRead(),
                file.accepted(),
                file.unchanged(),
                file.superseded(),
                file.rejected(),
                file.state() == FileStore.State.QUARANTINED ? file.reason() : java.util.Optional.empty());
    }

    static DataReceived.QualityOfMonth of(FileStore.Quality month) {
        return new DataReceived.QualityOfMonth(
                month.month(), month.files(), month.unreadable(), month.rows(), month.rejected(), month.reason());
    }

    /** A refused row in one line. */
    static String words(RefusedRowStore.Kept row) {
        return "inbox/" + row.path() + row.sheet().map(sheet -> " › " + sheet).orElse("") + " › row " + row.row()
                + " › " + row.column() + ": \"" + row.found() + "\": " + row.reason() + ". " + row.remedy();
    }

    static RefusedRow of(RefusedRowStore.Kept row) {
        return new RefusedRow(
                row.path(),
                row.sheet(),
                row.row(),
                row.column(),
                row.found(),
                row.reason() + ".",
                row.remedy(),
                row.cells());
    }
}
