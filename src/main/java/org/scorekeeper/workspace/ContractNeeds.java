package org.scorekeeper.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.FieldUse;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.Field;
import org.scorekeeper.intake.Feed;

/** What a version of a contract reads of its vendor's files, and no feed brings. */
final class ContractNeeds {
    /** What a deliverable has from the contract, and a timesheet row from being checked. */
    private static final Set<String> PROMISED = Set.of("due", "fee", "title");

    private final Contract contract;
    private final List<Feed> feeds;
    private final List<Problem> problems = new ArrayList<>();

    ContractNeeds(Contract contract, Collection<Feed> feeds) {
        this.contract = contract;
        this.feeds = feeds.stream()
                .filter(feed -> feed.vendor().equals(contract.vendor()))
                .filter(feed -> feed.contract()
                        .id()
                        .filter(id -> !id.equals(contract.id()))
                        .isEmpty())
                .toList();
    }

    List<Problem> problems() {
        contract.levels().forEach(this::pauses);
        contract.levels().forEach(this::files);
        Set<FactKind> lacking = EnumSet.noneOf(FactKind.class);
        Set<String> said = new HashSet<>();
        for (FieldUse use : FieldUse.of(contract)) {
            if (use.path().endsWith(".paused-in")) {
                continue; // a clock that nobody can pause is refused above
            }
            if (use.kind().isPresent() && ofKind(use.kind().get()).isEmpty()) {
                if (!isPromised(use.kind().get()) && lacking.add(use.kind().get())) {
                    warn(
                            use.path(),
                            "no feed of " + contract.vendor() + " brings "
                                    + use.kind().get().code()
                                    + " of this contract, so it can have no data. Add a feed with facts: "
                                    + use.kind().get().code() + ".");
                }
            } else if (!use.field().isEmpty() && said.add(use.kind() + use.field() + use.words())) {
                field(use);
            }
        }
        return problems;
    }

    /** A clock that pauses needs somebody to say when. */
    private void pauses(ServiceLevel level) {
        for (FieldUse pause : FieldUse.pauses(level)) {
            List<Feed> histories = ofKind(FactKind.TICKET_STATUS);
            boolean totals = ofKind(FactKind.TICKETS).stream()
                    .anyMatch(feed -> feed.columns().containsKey("hold"));
            if (histories.isEmpty() && !totals) {
                problems.add(new Problem(
                        Severity.ERROR,
                        contract.source(),
                        1,
                        pause.path(),
                        "needs a status history or a hold time, and no feed of " + contract.vendor()
                                + " brings one. Add a feed with facts: ticket-status, or take paused-in out."));
            } else if (!totals) {
                words(pause, histories);
            }
        }
    }

    private void files(ServiceLevel level) {
        if (!(level.measure() instanceof Measure.Files files)) {
            return;
        }
        String path = "service-levels[" + level.id() + "].measure.feed";
        Optional<Feed> feed =
                feeds.stream().filter(one -> one.id().equals(files.feed())).findFirst();
        if (feed.isEmpty()) {
            List<String> ids = feeds.stream().map(Feed::id).toList();
            warn(
                    path,
                    "there is no (right) feed \"" + files.feed() + "\" of " + contract.vendor() + "."
                            + near(files.feed(), ids, "Correct the name, or mend that feed."));
        } else if (feed.get().expected().isEmpty()) {
            warn(
                    path,
                    "the feed " + files.feed()
                            + " does not say when a file is expected, so it can have no data. Write expected: by 06:00 on"
                            + " working days in it.");
        }
    }

    private void field(FieldUse use) {
        List<Feed> of = use.kind().map(this::ofKind).orElse(feeds);
        List<Feed> bringing = of.stream()
                .filter(feed -> feed.columns().containsKey(use.field()))
                .toList();
        if (!bringing.isEmpty()) {
            words(use, bringing);
            return;
        }
        if (of.isEmpty() || isAlwaysThere(use)) {
            return;
        }
        boolean canonical = use.kind()
                .map(kind -> kind.field(use.field()).isPresent())
                .orElseGet(() -> Stream.of(FactKind.values())
                        .anyMatch(kind -> kind.field(use.field()).isPresent()));
        Set<String> known = new TreeSet<>();
        use.kind().ifPresent(kind -> kind.fields().stream().map(Field::name).forEach(known::add));
        of.forEach(feed -> known.addAll(feed.columns().keySet()));
        known.remove(use.field());
        String whose = use.kind().map(kind -> " of " + kind.code()).orElse("");
        warn(
                use.path(),
                canonical
                        ? "no feed of " + contract.vendor() + " brings \"" + use.field() + "\"" + whose
                                + ", so it is always empty. Name its column under columns."
                        : "\"" + use.field() + "\" is no canonical field" + whose + ", and no feed of "
                                + contract.vendor() + " brings it."
                                + near(use.field(), known, "Name its column under columns."));
    }

    /** A closed list of words that lacks what the contract looks for. */
    private void words(FieldUse use, List<Feed> bringing) {
        Set<String> given = new TreeSet<>();
        for (Feed feed : bringing) {
            Feed.Column column = feed.columns().get(use.field());
            if (column == null || column.values().isEmpty()) {
                return; // it passes the vendor's own words through
            }
            given.addAll(column.values().values());
        }
        for (String word : use.words()) {
            if (given.stream().noneMatch(word::equalsIgnoreCase)) {
                warn(
                        use.path(),
                        "no feed gives \"" + word + "\" for " + use.field() + "; the words are "
                                + String.join(", ", given) + "."
                                + given.stream()
                                        .filter(known -> Block.nearest(
                                                        word.toLowerCase(Locale.ROOT),
                                                        List.of(known.toLowerCase(Locale.ROOT)))
                                                .isPresent())
                                        .findFirst()
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Correct one of the two."));
            }
        }
    }

    private boolean isAlwaysThere(FieldUse use) {
        return use.field().equals("id")
                || (use.field().equals("exception") && use.kind().equals(Optional.of(FactKind.TIMESHEETS)))
                || (PROMISED.contains(use.field())
                        && use.kind().filter(this::isPromised).isPresent());
    }

    private boolean isPromised(FactKind kind) {
        return kind == FactKind.DELIVERABLES && !contract.deliverables().isEmpty();
    }

    private List<Feed> ofKind(FactKind kind) {
        return feeds.stream().filter(feed -> feed.facts() == kind).toList();
    }

    private static String near(String wrong, Collection<String> known, String other) {
        return Block.nearest(wrong, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse(" " + other);
    }

    private void warn(String path, String message) {
        problems.add(new Problem(Severity.WARNING, contract.source(), 1, path, message));
    }
}
