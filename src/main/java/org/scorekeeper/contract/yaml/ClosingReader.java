package org.scorekeeper.contract.yaml;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Closes;
import org.scorekeeper.contract.Contract.Contact;
import org.scorekeeper.contract.Measure;
import org.scorekeeper.contract.People;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Ubl;

/** Reads what becomes of finished figures: {@code closes}, {@code stub}, {@code disputed}, {@code finance}, {@code delivery} and {@code privacy}. */
record ClosingReader(Block file) {
    private static final List<String> DOCUMENTS = List.of(
            "scorecard",
            "vendor-scorecard",
            "alert",
            "preview",
            "rejected-rows",
            "posting",
            "portfolio",
            "breaches",
            "measurements",
            "triggers",
            "timesheet-exceptions");

    /** What speaks of other vendors, or is written for us alone. */
    private static final Set<String> NOT_FOR_VENDORS =
            Set.of("scorecard", "portfolio", "measurements", "triggers", "posting");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

    Optional<Closes> closes() {
        return file.block("closes").map(block -> {
            Optional<ContractDuration> after = block.value("after", ContractDuration::parse);
            Set<Closes.Need> needs = EnumSet.noneOf(Closes.Need.class);
            for (String word : block.words("needs")) {
                switch (word) {
                    case "files" -> needs.add(Closes.Need.FILES);
                    case "charges" -> needs.add(Closes.Need.CHARGES);
                    default -> block.error("needs", "\"" + word + "\" is unknown. Write files, charges or both.");
                }
            }
            block.remarks();
            block.nothingElse();
            return new Closes(after, needs);
        });
    }

    /** Whether a period that the term cuts short bears its share of the charges only. */
    boolean stubProRata() {
        return file.value("stub", text -> switch (text) {
                    case "pro rata" -> true;
                    case "full" -> false;
                    default ->
                        throw new IllegalArgumentException("\"" + text + "\" is unknown. Write pro rata or full.");
                })
                .orElse(false);
    }

    /** Whether a line in dispute is withheld until it is settled. */
    boolean withholdDisputed() {
        return file.value("disputed", text -> switch (text) {
                    case "withhold" -> true;
                    case "stands" -> false;
                    default ->
                        throw new IllegalArgumentException("\"" + text + "\" is unknown. Write withhold or stands.");
                })
                .orElse(false);
    }

    /** The accounting document that finance wants of each issued period. */
    Optional<Ubl> ubl() {
        return file.block("finance").flatMap(block -> {
            Optional<Ubl> kind = block.value("ubl", Ubl::of);
            if (!block.has("ubl")) {
                block.error("ubl", "is missing. Write self-billed-credit-note or debit-note, or take finance out.");
            }
            block.remarks();
            block.nothingElse();
            return kind;
        });
    }

    /** How the people whom files name are told of; by whom a level counts persons, there are names in, too. */
    People people(String vendor, Map<String, Contact> contacts, List<ServiceLevel> levels) {
        Set<String> fields = new HashSet<>();
        levels.forEach(level -> {
            if (level.measure() instanceof Measure.Persons persons) {
                fields.add(persons.by().name());
            }
        });
        Set<String> known = new HashSet<>();
        contacts.forEach((role, contact) -> {
            known.add(role.toLowerCase(Locale.ROOT));
            contact.name().ifPresent(name -> known.add(name.strip().toLowerCase(Locale.ROOT)));
        });
        Optional<People.Shown> shown = file.block("privacy").flatMap(block -> {
            block.words("fields").forEach(field -> fields.add(field.strip().toLowerCase(Locale.ROOT)));
            Optional<People.Shown> said = block.value("people", People.Shown::of);
            block.remarks();
            block.nothingElse();
            return said;
        });
        return new People(vendor, shown.orElse(People.Shown.INITIALS), fields, known);
    }

    /** What goes to whom: contacts and documents that there are. */
    Map<String, List<String>> delivery(Map<String, Contact> contacts) {
        Map<String, List<String>> delivery = new LinkedHashMap<>();
        file.block("delivery").ifPresent(block -> {
            for (String role : block.names()) {
                List<String> documents = block.words(role);
                documents.stream()
                        .filter(name -> !DOCUMENTS.contains(name))
                        .forEach(name -> block.error(
                                role,
                                "\"" + name + "\" is unknown."
                                        + Block.nearest(name, DOCUMENTS)
                                                .map(near -> " Did you mean \"" + near + "\"?")
                                                .orElse(" Write " + String.join(", ", DOCUMENTS) + ".")));
                Contact contact = contacts.get(role);
                if (contact == null) {
                    block.error(role, "there is no such contact. Name " + role + " under contacts, with an email.");
                } else if (contact.email().isEmpty()) {
                    block.warning(role, "the contact has no email, so nothing can be sent to it.");
                } else if (!ADDRESS.matcher(contact.email().get()).matches()) {
                    block.warning(
                            role, "\"" + contact.email().get() + "\" is no address, so nothing can be sent to it.");
                }
                if (role.equals("vendor")) {
                    documents.stream()
                            .filter(NOT_FOR_VENDORS::contains)
                            .forEach(name -> block.warning(
                                    role,
                                    "\"" + name + "\" is not for vendors, so it is not sent to this one."
                                            + (name.equals("scorecard") ? " vendor-scorecard is sent instead." : "")));
                }
                delivery.put(role, documents);
            }
        });
        return delivery;
    }
}
