package org.scorekeeper.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.scorekeeper.calendar.ContractYear;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Charges;
import org.scorekeeper.contract.Closes;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.People;

/** Who promised what to whom, for how long, and what becomes of the figures. */
record TermText(Telling telling) {
    Chapter parties() {
        Contract contract = telling.contract();
        Phrases phrases = telling.phrases();
        Chapter chapter =
                new Chapter(contract.id() + (contract.title().equals(contract.id()) ? "" : " – " + contract.title()));
        chapter.say("Vendor", contract.vendor());
        chapter.say("Paper", contract.document().orElse("None is named.") + telling.clause("document"));
        chapter.say(
                "Term",
                phrases.day(contract.term().from()) + " to "
                        + phrases.day(contract.term().to()) + ", both included." + telling.clause("term"));
        chapter.say(
                "This version",
                "Applies from " + phrases.day(contract.appliesFrom())
                        + " until a later one takes over from its own date; a later one never reaches back. File "
                        + contract.source() + ".");
        ContractYear first =
                ContractYear.containing(contract.term().from(), contract.term().from());
        chapter.say(
                "Contract years",
                "Begin each "
                        + java.time.format.DateTimeFormatter.ofPattern("d MMMM", phrases.locale())
                                .format(first.from())
                        + "; a period belongs to the one in which it begins.");
        chapter.say("Days", "Begin and end in the time zone " + contract.zone() + ".");
        chapter.say(
                "Money",
                "In " + contract.currency().getCurrencyCode() + ", with " + contract.moneyPlaces() + " decimals.");
        chapter.say("Documents", "In the language and with the working days of " + contract.localeTag() + ".");
        contract.contacts().forEach((role, contact) -> chapter.say(role, contact(contact)));
        contract.delivery().forEach((role, documents) -> chapter.say("Sent to " + role, telling.and(documents) + "."));
        chapter.say("People", people(contract.people()) + telling.clause("privacy"));
        contract.objectives()
                .forEach(objective -> chapter.say(
                        "Objective",
                        objective.words()
                                + objective.clause().map(Telling::inBrackets).orElse("")));
        chapter.say("Note", telling.clauses().apply("note"));
        return chapter;
    }

    private static String people(People people) {
        return switch (people.shown()) {
            case INITIALS -> "Told of by their initials, in documents, files and mails.";
            case ID -> "Told of by a word that stands for the name, in documents, files and mails.";
            case FULL -> "Told of by their names.";
        };
    }

    private static String contact(Contract.Contact contact) {
        List<String> parts = new ArrayList<>();
        contact.name().ifPresent(parts::add);
        contact.email().ifPresent(parts::add);
        contact.details().forEach((key, value) -> parts.add(key.replace('-', ' ') + " " + value));
        return String.join(", ", parts) + ".";
    }

    /** By the calendar month, and so on. */
    static String period(PeriodKind kind) {
        return switch (kind) {
            case WEEKLY -> "the week, Monday to Sunday";
            case MONTHLY -> "the calendar month";
            case QUARTERLY -> "the calendar quarter";
            case YEARLY -> "the calendar year";
        };
    }

    Chapter periods() {
        Contract contract = telling.contract();
        Chapter chapter = new Chapter("Periods and charges");
        chapter.say(
                "Period", "Measured by " + period(contract.period()) + ". Every period of the term has its figures.");
        chapter.say(
                "Cut short",
                contract.stubProRata()
                        ? "A first or last period that the term cuts short bears its share of the charges, by calendar days."
                                + telling.clause("stub")
                        : "A first or last period that the term cuts short bears full charges.");
        chapter.say("Charges", charges(contract.charges()) + telling.clause("charges"));
        chapter.say(
                "Issued",
                contract.closes().map(this::closes).orElse("At a period's end. Until then figures are provisional."));
        chapter.say(
                "After issue",
                "Issued figures stand. Late data, relief, waivers and settled disputes make a restatement with adjustment"
                        + " lines; a changed contract, feed or calendar does so only where an approval names the period.");
        chapter.say(
                "For finance",
                contract.ubl()
                        .map(kind -> "Each issued period's money makes a UBL 2.1 "
                                + kind.code().replace('-', ' ')
                                + ", each later change of it another one." + telling.clause("finance"))
                        .orElse("The postings alone: no UBL document is made."));
        chapter.say(
                "Disputed",
                contract.withholdDisputed()
                        ? "A line in dispute is withheld until it is settled." + telling.clause("disputed")
                        : "A line in dispute stands as it is until it is settled.");
        chapter.say(
                "Left out",
                contract.exceptItems()
                        .map(except -> "Items where " + new MeasureWords(telling.phrases()).condition(except)
                                + " leave every measure and are counted on a line of their own."
                                + telling.clause("population"))
                        .orElse("No items are taken out of every measure."));
        return chapter;
    }

    private String charges(Charges charges) {
        if (charges instanceof Charges.PerPeriod stated) {
            return telling.money(stated.amount()) + " a period.";
        }
        if (charges instanceof Charges.Registered registered) {
            return "Those of the charges register"
                    + (registered.exceptKinds().isEmpty()
                            ? ", of every kind."
                            : ", but for the kinds " + telling.and(List.copyOf(new TreeSet<>(registered.exceptKinds())))
                                    + ".");
        }
        return charges instanceof Charges.FromTimesheets
                ? "What is payable of the period's timesheets."
                : "None are named, so nothing is a share of them.";
    }

    private String closes(Closes rule) {
        String needs = rule.needs().stream()
                .sorted()
                .map(need -> need == Closes.Need.FILES ? "every expected file has come" : "the charges are registered")
                .collect(Collectors.joining(" and "));
        return rule.after().map(after -> after + " after a period's end").orElse("At a period's end")
                + (needs.isEmpty() ? "" : ", once " + needs + "; while something is missing the period is held")
                + ". Until then figures are provisional." + telling.clause("closes");
    }

    /** Triggers, in the file's order. */
    Optional<Chapter> triggers() {
        Chapter chapter = new Chapter("Triggers");
        telling.contract()
                .triggers()
                .forEach(trigger -> chapter.say(trigger.name(), new TriggerText(telling, trigger).sentence()));
        if (chapter.entries().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(chapter.say(
                "",
                "A trigger is raised while its condition holds and cured in the first period after; it is warned one failure"
                        + " short. A performance indicator raises one only where it is named."));
    }

    /** What a later version says otherwise, line by line. */
    static List<Chapter> versions(List<Contract> versions, Map<Contract, List<Chapter>> told) {
        List<Chapter> chapters = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            List<String> before = sentences(told, versions.get(i - 1));
            List<String> after = sentences(told, versions.get(i));
            Chapter chapter =
                    new Chapter("What the version of " + versions.get(i).appliesFrom() + " changed ("
                            + versions.get(i).source() + ", before it "
                            + versions.get(i - 1).source() + ")");
            before.stream().filter(line -> !after.contains(line)).forEach(line -> chapter.say("no longer", line));
            after.stream().filter(line -> !before.contains(line)).forEach(line -> chapter.say("now", line));
            if (chapter.entries().isEmpty()) {
                chapter.say("", "Nothing that is told here.");
            }
            chapters.add(chapter);
        }
        return chapters;
    }

    private static List<String> sentences(Map<Contract, List<Chapter>> told, Contract version) {
        return told.getOrDefault(version, List.of()).stream()
                .flatMap(chapter -> chapter.entries().stream()
                        .filter(entry -> !entry.label().equals("This version"))
                        .map(entry -> chapter.heading() + ", " + entry.label() + ": " + entry.text()))
                .toList();
    }
}
