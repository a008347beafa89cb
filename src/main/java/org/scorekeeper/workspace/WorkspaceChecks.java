package org.scorekeeper.workspace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.contract.ContractHistory;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.contract.Problem.Severity;
import org.scorekeeper.contract.yaml.Block;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.Feed;

/**
 * What can only be seen with contracts and feeds side by side.
 *
 * @param contracts the right ones, by id
 * @param feeds the right ones, by id
 * @param declared the ids of every vendor's contracts, the wrong ones too
 */
record WorkspaceChecks(
        Map<String, ContractHistory> contracts, Map<String, Feed> feeds, Map<String, Set<String>> declared) {
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        feeds.values().forEach(feed -> feed(feed, problems));
        contracts
                .values()
                .forEach(history -> history.versions()
                        .forEach(version -> problems.addAll(new ContractNeeds(version, feeds.values()).problems())));
        return problems;
    }

    private void feed(Feed feed, List<Problem> problems) {
        Set<String> ofVendor = declared.getOrDefault(feed.vendor(), Set.of());
        feed.contract()
                .id()
                .filter(id -> !contracts.containsKey(id))
                .ifPresent(id -> problems.add(error(
                        feed,
                        "there is no (right) contract \"" + id + "\"."
                                + Block.nearest(id, contracts.keySet())
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" Correct the id, or mend that contract."))));
        feed.contract()
                .id()
                .flatMap(id -> java.util.Optional.ofNullable(contracts.get(id)))
                .filter(history -> !ofVendor.contains(history.id()))
                .ifPresent(history -> problems.add(error(
                        feed,
                        history.id() + " is a contract of " + history.vendor() + ", and the feed is of " + feed.vendor()
                                + ". Correct one of the two.")));
        boolean countsItems = feed.facts() != FactKind.READINGS && feed.facts() != FactKind.TICKET_STATUS;
        if (ofVendor.size() > 1 && countsItems && !feed.contract().narrows()) {
            problems.add(several(feed, ofVendor));
        }
        if (contracts.values().stream().noneMatch(history -> history.vendor().equals(feed.vendor()))) {
            problems.add(new Problem(
                    Severity.WARNING,
                    feed.source(),
                    1,
                    "vendor",
                    "the vendor \"" + feed.vendor()
                            + "\" has no (right) contract: its facts are kept and measured by nothing."
                            + Block.nearest(feed.vendor(), declared.keySet())
                                    .filter(near -> ofVendor.isEmpty())
                                    .map(near -> " Did you mean \"" + near + "\"?")
                                    .orElse("")));
        }
    }

    /** Two right contracts would count the same items; a wrong one beside a right one must not stop that. */
    private Problem several(Feed feed, Set<String> ofVendor) {
        long right = contracts.values().stream()
                .filter(history -> history.vendor().equals(feed.vendor()))
                .count();
        String said = "the vendor " + feed.vendor() + " has " + ofVendor.size() + " contracts ("
                + String.join(", ", new TreeSet<>(ofVendor)) + "), so its "
                + feed.facts().code()
                + (right > 1 ? " would count in each." : " will count in each, once all of them are right.")
                + " Say whose they are: contract: an id, or { column: … }.";
        return right > 1 ? error(feed, said) : new Problem(Severity.WARNING, feed.source(), 1, "contract", said);
    }

    private static Problem error(Feed feed, String message) {
        return new Problem(Severity.ERROR, feed.source(), 1, "contract", message);
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
