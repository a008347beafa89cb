package org.scorekeeper.deliver;

import java.util.List;

/** What is to be sent, and what became of it. Each change stands at once: it must outlive a crash. */
public interface Outbox {
    /** Keeps a message; false where the recipient has or will get it already. */
    boolean add(long runId, Message message, byte[] content);

    /** The numbers of the messages that wait, or were not taken before, oldest first. */
    List<Long> due();

    /** Takes a message: from now on it counts as sent until something else is said. */
    Taken take(long id);

    /** It was sent. */
    void sent(long id);

    /** It was not, and is tried again another night; true where it was refused so often that it is given up. */
    boolean failed(long id, String reason);

    /** Messages that a run had taken when it was stopped: whether they were sent nobody knows. They are not sent again. */
    List<Open> doubtful();

    /** The same where sending twice does no harm: they wait again. */
    void waitAgain();

    /** The messages that were not sent by a run's end, oldest first. */
    List<Open> unsent();

    /** A message on its way. */
    final class Taken {
        private final long id;
        private final String recipient;
        private final String occasion;
        private final String name;
        private final String subject;
        private final byte[] content;

        /**
         * A message of the outbox.
         *
         * @param name what tells it from another of its occasion
         * @param content as it is sent
         */
        public Taken(long id, String recipient, String occasion, String name, String subject, byte[] content) {
            this.id = id;
            this.recipient = recipient;
            this.occasion = occasion;
            this.name = name;
            this.subject = subject;
            this.content = content.clone();
        }

        /** Its number in the outbox. */
        public long id() {
            return id;
        }

        /** Whom it is for. */
        public String recipient() {
            return recipient;
        }

        /** Why it was written. */
        public String occasion() {
            return occasion;
        }

        /** What tells it from another of its occasion. */
        public String name() {
            return name;
        }

        /** Its subject. */
        public String subject() {
            return subject;
        }

        /** Its bytes, as they are sent. */
        public byte[] content() {
            return content.clone();
        }
    }

    /** A message that is not known to have come. */
    record Open(String recipient, String subject, String reason) {}
}
