package org.scorekeeper.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The form that all messages have: whom they greet, what they say, what is attached, and which night wrote them. */
final class Letter {
    private Letter() {}

    /** The night that writes. */
    record From(Instant asOf, ZoneId zone, String run) {}

    static Message message(
            Wording words,
            From from,
            Letters.Recipient to,
            String occasion,
            boolean once,
            String subject,
            List<String> lines,
            List<Attachment> attachments) {
        List<String> text = new ArrayList<>();
        text.add(words.hello(to.name()));
        text.add("");
        text.addAll(lines);
        if (!attachments.isEmpty()) {
            text.add("");
            text.add(words.say(
                    "attached",
                    String.join(", ", attachments.stream().map(Attachment::name).toList())));
        }
        text.add("");
        text.add("-- ");
        text.add(words.say("signature", words.day(from.asOf(), from.zone()), from.run()));
        return new Message(to.email(), occasion, once, subject, String.join("\n", text) + "\n", attachments);
    }
}
