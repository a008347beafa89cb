package org.scorekeeper.nightly;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows how far a long step is: a bar on a terminal, log lines elsewhere. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final boolean terminal;
    private final boolean silent;
    private Optional<ProgressBar> bar = Optional.empty();
    private long rows;

    Progress(boolean terminal) {
        this(terminal, false);
    }

    private Progress(boolean terminal, boolean silent) {
        this.terminal = terminal;
        this.silent = silent;
    }

    /** For commands that answer a question: only the answer is shown. */
    static Progress silent() {
        return new Progress(false, true);
    }

    /** For this process: the launcher says whether a person watches. */
    static Progress here() {
        return new Progress(Boolean.getBoolean("scorekeeper.terminal"));
    }

    /** Begins a step of so many units; -1 where that is not known, and there is nothing to draw. */
    synchronized void begin(String step, long units) {
        end();
        rows = 0;
        if (terminal && units > 0) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(step)
                    .setInitialMax(units)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                    .setUpdateIntervalMillis(200)
                    .build());
        } else if (!terminal && !silent) {
            LOG.info("{}{}", step, units > 0 ? ": " + units : "");
        }
    }

    /** So many units are done. */
    synchronized void advance(long units) {
        bar.ifPresent(shown -> shown.stepBy(units));
    }

    /** So many more rows of the step's files are stored: a large file is one unit, but a long one. */
    synchronized void rows(long more) {
        rows += more;
        bar.ifPresent(shown -> shown.setExtraMessage(String.format(Locale.ROOT, " %,d rows", rows)));
    }

    /** One thing is done that is worth a line. */
    synchronized void line(String text) {
        if (!terminal && !silent) {
            LOG.info("{}", text);
        }
    }

    /** Ends the step. */
    synchronized void end() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
