package org.scorekeeper.intake;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.intake.table.Header;
import org.scorekeeper.intake.table.TableFormat;
import org.scorekeeper.intake.table.Wanted;

/**
 * How one vendor's files of one kind are recognised and read.
 *
 * @param id its name
 * @param vendor whose files
 * @param contract the contract that its facts belong to; neither id nor column: all of the vendor's
 * @param facts what its rows are
 * @param files glob patterns of paths below the inbox, with forward slashes
 * @param expected when a file is due
 * @param format the form of its files
 * @param datePatterns in the order in which they are tried
 * @param zone of dates without an offset
 * @param missing words that mean nothing stands there, lower case
 * @param uses the mapping of the product that it builds on
 * @param columns the vendor's columns by field, canonical or of the feed's own (lower case)
 * @param latestBy the column whose newest value is an item's state, where it stands in many rows: the first that the file has
 * @param required fields without which a row is refused
 * @param tolerateRejected share of refused rows, in per cent, that needs no person
 * @param source the file that says so, relative to the workspace
 */
public record Feed(
        String id,
        String vendor,
        ContractOf contract,
        FactKind facts,
        List<String> files,
        Optional<Expectation> expected,
        TableFormat format,
        List<String> datePatterns,
        ZoneId zone,
        Set<String> missing,
        Optional<Uses> uses,
        Map<String, Column> columns,
        List<String> latestBy,
        Set<String> required,
        Optional<BigDecimal> tolerateRejected,
        String source) {
    /** Copies the collections. */
    public Feed {
        files = List.copyOf(files);
        datePatterns = List.copyOf(datePatterns);
        missing = Set.copyOf(missing);
        latestBy = List.copyOf(latestBy);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        required = Collections.unmodifiableSet(new TreeSet<>(required));
    }

    /**
     * Which contract a row belongs to.
     *
     * @param id a fixed one
     * @param column the column that names it
     */
    public record ContractOf(Optional<String> id, Optional<String> column) {
        /** All of the vendor's contracts. */
        public static final ContractOf ALL = new ContractOf(Optional.empty(), Optional.empty());

        /** Whether the feed narrows its facts to one contract. */
        public boolean narrows() {
            return id.isPresent() || column.isPresent();
        }
    }

    /**
     * Where a field stands in the vendor's files.
     *
     * @param names the first of these columns that the file has; of joined ones all that it has
     * @param values the vendor's words, as the feed spells them, and ours; empty: the vendor's words are kept
     * @param joined whether the columns' texts make the value together, with a blank between them
     */
    public record Column(List<String> names, Map<String, String> values, boolean joined) {
        /** One of several columns. */
        public Column(List<String> names, Map<String, String> values) {
            this(names, values, false);
        }

        /** Copies the collections. */
        public Column {
            names = List.copyOf(names);
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A mapping that comes with the product.
     *
     * @param name as {@code uses} gives it
     * @param order whether {@code latest-by} is the mapping's: a file may then lack its column
     */
    public record Uses(String name, boolean order) {}

    /** {@code by 06:00 on working days}: the local time by which a file must have come, and on which days. */
    public record Expectation(LocalTime by, boolean workingDaysOnly) {}

    /**
     * Whether a file is its own.
     *
     * @param path relative to the inbox, with forward slashes
     */
    public boolean matches(String path) {
        return files.stream().anyMatch(glob -> InboxPattern.of(glob).matches(path));
    }

    /** The columns that it looks for in a header. */
    public Wanted wanted() {
        List<Set<String>> needed = new ArrayList<>();
        Set<String> fields = new TreeSet<>(required);
        fields.addAll(BoundColumns.neededBy(facts, columns.containsKey("id")));
        for (String field : fields) {
            Column column = columns.get(field);
            if (column != null) {
                needed.add(keys(column.names()));
            }
        }
        contract.column().ifPresent(name -> needed.add(keys(List.of(name))));
        return new Wanted(wantedColumns(), needed);
    }

    private static Set<String> keys(List<String> names) {
        Set<String> keys = new TreeSet<>();
        names.forEach(name -> keys.add(Header.key(name)));
        return keys;
    }

    /** All column names that it knows, in the form of {@link Header#key}. */
    public Set<String> wantedColumns() {
        Set<String> wanted = new TreeSet<>();
        columns.values().forEach(column -> column.names().forEach(name -> wanted.add(Header.key(name))));
        contract.column().ifPresent(name -> wanted.add(Header.key(name)));
        latestBy.forEach(name -> wanted.add(Header.key(name)));
        return wanted;
    }
}
