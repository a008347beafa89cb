package org.scorekeeper.workspace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.MetWhen;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.Feed;

/** What can only be seen with contracts and feeds side by side. */
final class WorkspaceChecks {
    private WorkspaceChecks() {}

    static List<Problem> of(Map<String, ContractHistory> contracts, Map<String, Feed> feeds) {
        List<Problem> problems = new ArrayList<>();
        feeds.values().forEach(feed -> feed(feed, contracts, problems));
        contracts
                .values()
                .forEach(history -> history.versions()
                        .forEach(
                                version -> version.levels().forEach(level -> pauses(version, level, feeds, problems))));
        return problems;
    }

    private static void feed(Feed feed, Map<String, ContractHistory> contracts, List<Problem> problems) {
        long ofVendor = contracts.values().stream()
                .filter(history -> history.vendor().equals(feed.vendor()))
                .count();
        feed.contract()
                .id()
                .filter(id -> !contracts.containsKey(id))
                .ifPresent(id -> problems.add(new Problem(
                        Severity.ERROR,
                        feed.source(),
                        1,
                        "contract",
                        "there is no (right) contract \"" + id + "\". Correct the id, or mend that contract.")));
        boolean countsItems = feed.facts() != FactKind.READINGS && feed.facts() != FactKind.TICKET_STATUS;
        if (ofVendor > 1 && countsItems && !feed.contract().narrows()) {
            problems.add(new Problem(
                    Severity.ERROR,
                    feed.source(),
                    1,
                    "contract",
                    "the vendor " + feed.vendor() + " has " + ofVendor + " contracts, so its "
                            + feed.facts().code()
                            + " would count in each. Say whose they are: contract: an id, or { column: … }."));
        }
        if (ofVendor == 0) {
            problems.add(new Problem(
                    Severity.WARNING,
                    feed.source(),
                    1,
                    "vendor",
                    "the vendor \"" + feed.vendor()
                            + "\" has no (right) contract: its facts are kept and measured by nothing."));
        }
    }

    /** A clock that pauses needs somebody to say when. */
    private static void pauses(Contract contract, ServiceLevel level, Map<String, Feed> feeds, List<Problem> problems) {
        boolean pauses = level.measure() instanceof Measure.Share share
                && share.metWhen() instanceof MetWhen.WithinLimit limit
                && !limit.clock().pausedIn().isEmpty();
        boolean told = feeds.values().stream()
                .filter(feed -> feed.vendor().equals(contract.vendor()))
                .anyMatch(feed -> feed.facts() == FactKind.TICKET_STATUS
                        || (feed.facts() == FactKind.TICKETS && feed.columns().containsKey("hold")));
        if (pauses && !told) {
            problems.add(new Problem(
                    Severity.ERROR,
                    contract.source(),
                    1,
                    "service-levels[" + level.id() + "].measure",
                    "paused-in needs a status history or a hold time, and no feed of " + contract.vendor()
                            + " brings one. Add a feed with facts: ticket-status, or take paused-in out."));
        }
    }

    /** Takes out what these checks found wrong. */
    static void leaveOut(Map<String, ContractHistory> contracts, Map<String, Feed> feeds, List<Problem> problems) {
        Set<String> wrong = new HashSet<>();
        problems.stream().filter(Problem::isError).forEach(problem -> wrong.add(problem.file()));
        contracts
                .values()
                .removeIf(history -> history.versions().stream().anyMatch(version -> wrong.contains(version.source())));
        feeds.values().removeIf(feed -> wrong.contains(feed.source()));
    }
}
