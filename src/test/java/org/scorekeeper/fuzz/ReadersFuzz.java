package org.scorekeeper.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;

/**
 * Coverage-guided, one target at a time: {@code bench/fuzz csv} sets what Jazzer needs. Not a test of the build, whose JVM it
 * would slow down by its instrumentation; that replays the inputs without it.
 */
class ReadersFuzz {
    private static byte[] given(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    @FuzzTest(maxDuration = "11m")
    void csv(byte @Nullable [] bytes) {
        Targets.run("csv", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void xls(byte @Nullable [] bytes) {
        Targets.run("xls", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void xlsx(byte @Nullable [] bytes) {
        Targets.run("xlsx", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void cells(byte @Nullable [] bytes) {
        Targets.run("cells", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void feed(byte @Nullable [] bytes) {
        Targets.run("feed", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void contract(byte @Nullable [] bytes) {
        Targets.run("contract", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void filter(byte @Nullable [] bytes) {
        Targets.run("filter", given(bytes));
    }

    @FuzzTest(maxDuration = "11m")
    void register(byte @Nullable [] bytes) {
        Targets.run("register", given(bytes));
    }
}
