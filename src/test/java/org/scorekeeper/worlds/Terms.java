package org.scorekeeper.worlds;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a random contract says, as plainly as it can be held. */
record Terms(
        String zone,
        int monthsAPeriod,
        Hours hours,
        BigDecimal charges,
        List<Level> levels,
        @Nullable Repeat repeat,
        Price price,
        boolean oneEvent,
        List<Cap> caps,
        @Nullable BigDecimal ignore,
        int earnBackAfter,
        int earnBackPercent) {
    /** Minutes of the day from and to, on days from Monday to {@code lastDay}; holidays of England, closed and half days. */
    record Hours(
            int from,
            int to,
            int lunchFrom,
            int lunchTo,
            int lastDay,
            boolean holidays,
            List<LocalDate> closed,
            @Nullable LocalDate special) {}

    /** How a level's figure comes about. */
    enum Kind {
        SHARE,
        CONDITION,
        AVERAGE,
        MEDIAN,
        PERCENTILE,
        HIGHEST,
        SUM,
        COUNT,
        RATIO,
        READING,
        AVAILABILITY
    }

    /**
     * A level.
     *
     * @param priority only tickets of this priority; null: all
     * @param limitMinutes of a share's clock
     * @param hours whether its clock runs in hours or round the clock
     * @param target in the unit of the kind: per cent, minutes, a number
     * @param roundTo decimals, or -1
     * @param allowBelow with fewer items than this...
     * @param allow ...so many misses are no failure
     */
    record Level(
            String id,
            Kind kind,
            @Nullable String priority,
            boolean byOpened,
            boolean hours,
            int limitMinutes,
            boolean paused,
            boolean ignoreOpen,
            String as,
            BigDecimal target,
            int roundTo,
            String roundMode,
            int allowBelow,
            int allow,
            boolean noDataFails,
            @Nullable LocalDate starts,
            List<Step> ladder,
            @Nullable BigDecimal perItem,
            @Nullable PerStep perStep) {
        /** Whether more is better. */
        boolean atLeast() {
            return kind == Kind.SHARE
                    || kind == Kind.CONDITION
                    || kind == Kind.READING
                    || kind == Kind.AVAILABILITY
                    || kind == Kind.RATIO;
        }

        boolean percent() {
            return atLeast();
        }

        boolean minutes() {
            return kind == Kind.AVERAGE
                    || kind == Kind.MEDIAN
                    || kind == Kind.PERCENTILE
                    || kind == Kind.HIGHEST
                    || kind == Kind.SUM;
        }
    }

    /** A step of the ladder, its bound left out; it has points, or a credit as an amount or a share of the charges. */
    record Step(
            BigDecimal bound,
            int points,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal percent) {}

    /** So much for every so much. */
    record PerStep(BigDecimal every, BigDecimal credit, boolean whole) {}

    /** From the so-manieth failure in a row, or of the last periods, so many times as much. */
    record Repeat(int number, int inLast, BigDecimal times) {}

    /** Points cost a share of the charges or an amount each; so many are free. */
    record Price(
            boolean points,
            @Nullable BigDecimal percent,
            @Nullable BigDecimal amount,
            int free) {}

    /** Of the contract or of one level; in the period or the year; a share of the charges. */
    record Cap(@Nullable String level, boolean year, BigDecimal percent) {}
}
