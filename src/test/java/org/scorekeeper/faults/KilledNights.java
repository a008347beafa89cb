package org.scorekeeper.faults;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Kills nights until they are so many kills, runs each again until it ends, and compares what it left with what an
 * undisturbed night leaves. {@code bench/kills} runs it at length, a test briefly.
 */
final class KilledNights {
    /** Makes a world in a folder, with settings for its mail. */
    interface Making {
        Path in(Path folder, String mail) throws IOException;
    }

    private final Path folder;
    private final Consumer<String> log;
    private final Map<Part, Integer> hits = new EnumMap<>(Part.class);
    private final Map<Kill.Victim, Integer> victims = new EnumMap<>(Kill.Victim.class);
    private final List<String> faults = new ArrayList<>();
    private int kills;
    private int nights;

    KilledNights(Path folder, Consumer<String> log) {
        this.folder = folder;
        this.log = log;
    }

    /** What went wrong; nothing, one hopes. */
    List<String> faults() {
        return faults;
    }

    int kills() {
        return kills;
    }

    Map<Part, Integer> hits() {
        return hits;
    }

    /** An undisturbed night: what it left, its code, and how long its parts took. */
    record Calm(Path world, Left left, int exit, Map<Part, Long> lengths, List<String> mails) {
        /** Before there was one. */
        static final Calm NONE = new Calm(Path.of(""), new Left(Map.of()), -1, Map.of(), List.of());
    }

    /** Runs the undisturbed night of a world. */
    Calm calm(String name, Making making, String mail, Optional<GreenMail> server) throws Exception {
        Path original = making.in(folder.resolve(name), mail);
        Path world = folder.resolve("world");
        delete(world);
        World.copy(original, world);
        try (WatchedNight night = WatchedNight.start(world, 0)) {
            Map<Part, Long> lengths = night.toItsEnd();
            if (night.exit() != 0 && night.exit() != 3) {
                throw new IllegalStateException("the undisturbed night fails: " + night.said());
            }
            Map<Part, Long> millis = new EnumMap<>(Part.class);
            lengths.forEach((part, nanos) -> millis.put(part, nanos / 1_000_000));
            log.accept(name + " undisturbed, ms: " + millis);
            return new Calm(original, Left.of(world), night.exit(), lengths, mails(server));
        }
    }

    /** A fresh copy of a world, in the place in which its undisturbed night ran. */
    Path world(Calm calm) throws IOException {
        Path world = folder.resolve("world");
        delete(world);
        World.copy(calm.world(), world);
        return world;
    }

    /** Kills one night at each of some points, in their order, runs it to its end, and compares. */
    void kill(Calm calm, List<Kill> plan, Optional<GreenMail> server) throws Exception {
        Path world = world(calm);
        nights++;
        List<String> story = new ArrayList<>();
        long execution = 0;
        boolean ended = false;
        for (Kill kill : plan) {
            try (WatchedNight night = WatchedNight.start(world, execution)) {
                Optional<Part> part = night.kill(kill, calm.lengths());
                execution = night.execution();
                story.add(kill.victim() + " in " + part.map(Part::name).orElse("(had ended)"));
                checkSaid(night, story);
                if (part.isEmpty()) {
                    ended = true;
                    break;
                }
                kills++;
                hits.merge(part.get(), 1, Integer::sum);
                victims.merge(kill.victim(), 1, Integer::sum);
                // Where the night had no more need of it, it ends as undisturbed; what it left is compared in any case.
                if (kill.victim() == Kill.Victim.SERVER && night.exit() != 1 && night.exit() != calm.exit()) {
                    fault(story, "a night whose server dies ends with " + night.exit() + ": " + night.said());
                }
            }
        }
        try (WatchedNight night = WatchedNight.start(world, execution)) {
            night.toItsEnd();
            checkSaid(night, story);
            if (night.exit() != calm.exit() && server.isEmpty()) {
                fault(story, "the night ends with " + night.exit() + " for " + calm.exit() + ": " + night.said());
            }
        }
        List<String> temporary = WatchedNight.temporary(world);
        if (!temporary.isEmpty()) {
            fault(story, "temporary files of dead runs are left: " + temporary);
        }
        compare(calm, world, story, server);
        log.accept(kills + " kills, " + faults.size() + " faults: " + String.join(", ", story) + (ended ? "." : ""));
    }

    private void compare(Calm calm, Path world, List<String> story, Optional<GreenMail> server) throws Exception {
        Left left = Left.of(world);
        List<String> sent = mails(server);
        if (server.isPresent()) {
            Set<String> once = new HashSet<>();
            sent.stream().filter(mail -> !once.add(mail)).forEach(mail -> fault(story, "sent twice: " + mail));
            String outbox = left.things().getOrDefault("table outbox", "");
            calm.mails().stream()
                    .filter(mail -> !once.contains(mail) && !outbox.contains("\"doubtful\""))
                    .forEach(mail -> fault(story, "not sent, and not said to be: " + mail));
            // What may have been lost is said in the run's line, by its code and in its digest: that is not compared.
            left = without(left);
            calm = new Calm(calm.world(), without(calm.left()), calm.exit(), calm.lengths(), calm.mails());
        }
        calm.left().differences(left).forEach(difference -> fault(story, difference));
    }

    private static Left without(Left left) {
        Map<String, String> things = new TreeMap<>(left.things());
        things.keySet().removeAll(Set.of("table run", "table outbox"));
        return new Left(things);
    }

    /** One clear line, never a stack trace. */
    private void checkSaid(WatchedNight night, List<String> story) throws IOException {
        String said = night.said();
        if (said.contains("\tat ") || said.contains("Exception")) {
            fault(story, "a stack trace at the terminal: " + said);
        }
    }

    private void fault(List<String> story, String what) {
        faults.add("after " + String.join(", ", story) + ": " + what);
        log.accept("FAULT " + faults.get(faults.size() - 1));
    }

    /** Who got what; emptied for the next night. The operator's digest is told by its occasion alone. */
    private static List<String> mails(Optional<GreenMail> server) throws Exception {
        List<String> mails = new ArrayList<>();
        if (server.isPresent()) {
            for (MimeMessage message : server.get().getReceivedMessages()) {
                if (!message.getAllRecipients()[0].toString().startsWith("ops@")) {
                    mails.add(message.getAllRecipients()[0] + " " + message.getSubject());
                }
            }
            server.get().purgeEmailFromAllMailboxes();
        }
        mails.sort(null);
        return mails;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * The long run: the sample with its mail as files and a larger world over SMTP in turn, eight to sixteen kills a night.
     *
     * @param arguments how many kills, the seed, and the folder to work in
     */
    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2])).toRealPath();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        KilledNights killed = new KilledNights(folder, out::println);
        Random dice = new Random(seed);
        GreenMail mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        String smtp = "{ host: localhost, port: " + mail.getSmtp().getPort()
                + ", tls: none, from: scorekeeper@example.com, operator: ops@example.com }";
        List<Calm> calms = List.of(
                killed.calm("sample", World::sample, World.FOLDER, Optional.empty()),
                killed.calm("large", World::large, smtp, Optional.of(mail)));
        List<Kill> plan = new ArrayList<>(Kill.spread(number * 2, dice));
        java.util.Collections.shuffle(plan, dice);
        while (killed.kills < number) {
            int some = Math.min(8 + dice.nextInt(9), number - killed.kills);
            List<Kill> night = new ArrayList<>();
            for (int i = 0; i < some; i++) {
                night.add(plan.remove(plan.size() - 1));
                plan.add(0, night.get(i));
            }
            night.sort(java.util.Comparator.comparing(Kill::part));
            int which = killed.nights % calms.size();
            killed.kill(calms.get(which), night, which == 0 ? Optional.empty() : Optional.of(mail));
        }
        mail.stop();
        out.println(killed.kills + " kills in " + killed.nights + " nights, seed " + seed + ", by part: " + killed.hits
                + ", by victim: " + killed.victims);
        out.println(killed.faults.isEmpty() ? "nothing differs" : killed.faults.size() + " faults, named above");
        System.exit(killed.faults.isEmpty() ? 0 : 1);
    }
}
