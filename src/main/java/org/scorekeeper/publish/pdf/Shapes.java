package org.scorekeeper.publish.pdf;

import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Words;

/** Shapes in their colours, for texts that a layout takes as styled. */
final class Shapes {
    private Shapes() {}

    /** How a level stands: its shape in its colour. */
    static String of(Standing standing) {
        return coloured(
                standing.shape(),
                switch (standing) {
                    case FAILED -> Palette.FAILED_HEX;
                    case AT_RISK -> Palette.RISK_HEX;
                    case MET -> Palette.MET_HEX;
                    case NOT_MEASURED, NO_DATA -> Palette.SOFT_HEX;
                });
    }

    /** The shape and the word, the shape in its colour. */
    static String styled(Standing standing, Words words) {
        return of(standing) + Words.NO_BREAK + standing.word(words).replace(' ', Words.NO_BREAK);
    }

    /** A shape in a colour. */
    static String coloured(String shape, String colour) {
        return "<style forecolor=\"" + colour + "\">" + shape + "</style>";
    }
}
