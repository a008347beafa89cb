package org.scorekeeper.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which feed takes a file, or why none does. */
public sealed interface Finding {
    /** Why the file is left, and what to do; empty where feeds take it. */
    Optional<String> reason();

    /**
     * Feeds take it: one, or several that read different sheets of a workbook.
     *
     * @param feeds by their ids
     * @param sha256 of its bytes, in hexadecimal
     */
    record Taken(List<Feed> feeds, String sha256) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }
    }

    /** No feed's pattern matches its path. */
    record Unknown() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("no feed takes it. Add its pattern to a feed's files, or take it out of the inbox.");
        }
    }

    /**
     * Feeds take it that do not read different sheets: its rows would count twice.
     *
     * @param feeds by their ids
     */
    record Ambiguous(List<Feed> feeds) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("the feeds "
                    + feeds.stream().map(Feed::id).collect(Collectors.joining(" and "))
                    + " all take it. Narrow the files of all but one, or let each read a sheet of its own.");
        }
    }

    /** It changes, or bears the name of an upload that goes on: its sender has not finished; the next night takes it. */
    record StillWritten() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of("it is still being written. The next run takes it.");
        }
    }

    /** An upload that has not got its own name yet, or the lock of an office program. */
    record Unfinished() implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of(
                    "its name is that of an upload or a program that has not finished. The next run takes the"
                            + " file when it has its own name; delete what was left behind.");
        }
    }

    /**
     * It is not opened at all: it leads out of the inbox, or is an archive that does harm.
     *
     * @param why with what to do
     */
    record Refused(String why) implements Finding {
        @Override
        public Optional<String> reason() {
            return Optional.of(why);
        }
    }

    /**
     * The file, or a folder, cannot be read.
     *
     * @param cause in the words of the operating system
     */
    record Unreadable(String cause) implements Finding {
        static Unreadable by(IOException failure) {
            return new Unreadable(failure.getClass().getSimpleName().replace("Exception", ""));
        }

        @Override
        public Optional<String> reason() {
            return Optional.of("it cannot be read (" + cause + "). Check its permissions.");
        }
    }
}
