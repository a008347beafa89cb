package org.scorekeeper.publish.pdf;

import java.awt.Color;

/** The colours, after Okabe and Ito: told apart without colour vision, and in grey by their lightness. */
final class Palette {
    static final String MET_HEX = "#0072B2";
    static final String RISK_HEX = "#E69F00";
    static final String FAILED_HEX = "#D55E00";
    static final String SOFT_HEX = "#5B6470";

    /** The one accent, which is also the colour of what was kept. */
    static final Color ACCENT = Color.decode(MET_HEX);

    static final Color FAILED = Color.decode(FAILED_HEX);
    static final Color SOFT = Color.decode(SOFT_HEX);
    static final Color INK = Color.decode("#1B222B");
    static final Color RULE = Color.decode("#C3CAD2");

    private Palette() {}
}
