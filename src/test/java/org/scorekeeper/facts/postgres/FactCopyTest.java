package org.scorekeeper.facts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scorekeeper.facts.Fact;
import org.scorekeeper.facts.FactKind;
import org.scorekeeper.facts.FactRow;
import org.scorekeeper.facts.Field;
import org.scorekeeper.facts.Moment;
import org.scorekeeper.facts.Place;

/** What is written is what is read back, and what the server itself sees. */
@ParameterizedClass
@EnumSource
class FactCopyTest {
    @Parameter
    TestDatabases where = TestDatabases.EMBEDDED;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private @Nullable Connection connection;

    @BeforeEach
    void open() throws SQLException {
        Database database = where.open();
        opened.add(database);
        connection = database.dataSource().getConnection();
        opened.add(0, connection);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_123, -77})
    void facts_of_every_kind_come_back_as_they_went_in(long seed) throws SQLException {
        long file = file("v/a.csv", "done");
        Random random = new Random(seed);
        for (FactKind kind : FactKind.values()) {
            Map<String, FactRow> written = new TreeMap<>();
            for (int i = 0; i < 300; i++) {
                FactRow row = randomRow(kind, file, "id-" + i, random);
                written.put(row.id(), row);
            }
            copy(kind, List.copyOf(written.values()));
            List<Fact> read = read(kind, null);
            assertThat(read).as("%s, seed %d", kind, seed).hasSize(written.size());
            for (Fact fact : read) {
                assertSame(kind, fact, written.get(fact.id()), "seed " + seed);
            }
        }
    }

    private static void assertSame(FactKind kind, Fact fact, @Nullable FactRow row, String seed) {
        assertThat(row).isNotNull();
        if (row != null) {
            assertThat(fact.kind()).isEqualTo(kind);
            assertThat(fact.values()).as(seed).containsExactly(row.values());
            assertThat(fact.own()).as(seed).isEqualTo(row.own());
            assertThat(fact.contract()).isEqualTo(row.contract());
            assertThat(fact.version()).isEqualTo(row.version());
            assertThat(fact.orderAt()).as(seed).isEqualTo(row.orderAt());
            assertThat(fact.place()).isEqualTo(new Place("v/a.csv", row.sheet(), row.row()));
        }
    }

    @Test
    void the_server_reads_every_number_as_it_was_meant() throws SQLException {
        long file = file("v/a.csv", "done");
        Random random = new Random(42);
        List<BigDecimal> numbers = new ArrayList<>();
        for (String edge : List.of(
                "0",
                "0.00",
                "0.0000000",
                "-0.5",
                "1",
                "-1",
                "9999",
                "10000",
                "99999999",
                "100000000",
                "0.0001",
                "0.00001",
                "-0.00009999",
                "10000.0001",
                "999999999999999999",
                "9223372036854775807",
                "-9223372036854775809",
                "1E+3",
                "-12E+7",
                "1E-40",
                "123456789012345678901234567890.123456789")) {
            numbers.add(new BigDecimal(edge));
        }
        numbers.add(BigDecimal.TEN.pow(131_071));
        numbers.add(BigDecimal.ONE.movePointLeft(16_383));
        for (int i = 0; i < 3000; i++) {
            BigInteger unscaled = new BigInteger(random.nextInt(1, 200), random);
            numbers.add(new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(-30, 60)));
        }
        List<FactRow> rows = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            rows.add(reading(file, String.format("%06d", i), numbers.get(i)));
        }
        copy(FactKind.READINGS, rows);
        List<String> seen = strings("select value::text from reading order by id");
        List<Fact> read = read(FactKind.READINGS, null);
        for (int i = 0; i < numbers.size(); i++) {
            BigDecimal meant =
                    numbers.get(i).setScale(Math.max(0, numbers.get(i).scale()));
            assertThat(new BigDecimal(seen.get(i)))
                    .as("as the server prints %s", meant)
                    .isEqualTo(meant);
            assertThat(read.get(i).decimal("value")).as("read back").contains(meant);
        }
    }

    @Test
    void the_server_reads_texts_moments_and_own_fields_as_they_were_meant() throws SQLException {
        long file = file("v/a.csv", "done");
        @Nullable Object[] values = new Object[FactKind.TICKETS.fields().size()];
        values[FactKind.TICKETS.index("title")] = "Grüße, 東京 😀 \"quoted\" \\ tab\tend \ud83d";
        values[FactKind.TICKETS.index("opened")] = new Moment.At(Instant.parse("1999-12-31T23:59:59Z"));
        values[FactKind.TICKETS.index("closed")] = new Moment.Day(LocalDate.of(2026, 3, 29));
        values[FactKind.TICKETS.index("hold")] = Duration.ofHours(30);
        copy(
                FactKind.TICKETS,
                List.of(new FactRow(
                        "v",
                        null,
                        "1",
                        1,
                        file,
                        null,
                        2,
                        Instant.parse("2026-01-01T00:00:00.123456Z"),
                        -1,
                        values,
                        Map.of("a \"b\"\n\u0001", "c\\d/ü😀"))));
        assertThat(strings("select title from ticket")).containsExactly("Grüße, 東京 😀 \"quoted\" \\ tab\tend ?");
        assertThat(strings("select concat_ws(' ', opened at time zone 'UTC', closed at time zone 'UTC', days,"
                        + " hold_seconds, fingerprint, order_at at time zone 'UTC') from ticket"))
                .containsExactly("1999-12-31 23:59:59 2026-03-29 00:00:00 8 108000 -1 2026-01-01 00:00:00.123456");
        assertThat(strings("select key || '=' || value from ticket, jsonb_each_text(own)"))
                .containsExactly("a \"b\"\n\u0001=c\\d/ü😀");
    }

    @Test
    void what_the_database_cannot_keep_is_refused_and_nothing_is_stored() throws SQLException {
        long file = file("v/a.csv", "done");
        assertRefused(reading(file, "nul\0", BigDecimal.ONE), "NUL");
        assertRefused(reading(file, "x".repeat(FactRow.LONGEST_ID + 1), BigDecimal.ONE), "no id of more than 600");
        assertRefused(reading(file, "large", new BigDecimal("1E+131072")), "so many digits");
        assertRefused(reading(file, "vast", new BigDecimal("1E+1000000000")), "so many digits");
        assertRefused(reading(file, "small", new BigDecimal("1E-16384")), "so many digits");
        @Nullable Object[] far = reading(file, "far", BigDecimal.ONE).values().clone();
        far[FactKind.READINGS.index("at")] = new Moment.At(Instant.MAX);
        assertRefused(new FactRow("v", null, "far", 1, file, null, 1, null, 0, far, Map.of()), "so far away");
        assertRefused(
                new FactRow("v", null, "own", 1, file, null, 1, null, 0, new Object[4], Map.of("k", "v\0")), "NUL");
        assertRefused(new FactRow("v", null, "few", 1, file, null, 1, null, 0, new Object[3], Map.of()), "4 fields");
    }

    private void assertRefused(FactRow row, String why) throws SQLException {
        FactRow good = reading(row.fileId(), "good", BigDecimal.ONE);
        assertThatThrownBy(() -> copy(FactKind.READINGS, List.of(good, row)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(read(FactKind.READINGS, null)).isEmpty();
    }

    @Test
    void the_longest_ids_fit_the_indexes_in_any_script() throws SQLException {
        long file = file("v/a.csv", "done");
        Random random = new Random(7);
        StringBuilder id = new StringBuilder();
        random.ints(FactRow.LONGEST_ID / 2, 0x1F300, 0x1F9FF).forEach(id::appendCodePoint);
        StringBuilder contract = new StringBuilder();
        random.ints(FactRow.LONGEST_ID, 0x4E00, 0x9FFF).forEach(contract::appendCodePoint);
        FactRow row = new FactRow(
                "v", contract.toString(), id.toString(), 1, file, null, 1, null, 0, new Object[4], Map.of());
        copy(FactKind.READINGS, List.of(row));
        assertThat(read(FactKind.READINGS, contract.toString()))
                .extracting(Fact::id)
                .containsExactly(id.toString());
    }

    @Test
    void a_reader_gets_its_contract_and_what_belongs_to_none_item_by_item_oldest_state_first() throws SQLException {
        long file = file("v/a.csv", "done");
        long other = file("v/b.csv", "done");
        long withdrawn = file("v/c.csv", "withdrawn");
        Instant early = Instant.parse("2026-01-01T00:00:00Z");
        copy(
                FactKind.TICKETS,
                List.of(
                        ticket("v", "C1", "b", 1, file, early.plusSeconds(60)),
                        ticket("v", "C1", "b", 2, other, early),
                        ticket("v", "C1", "b", 3, other, null),
                        ticket("v", "C1", "b", 4, withdrawn, early.plusSeconds(99)),
                        ticket("v", "C2", "c", 1, file, null),
                        ticket("v", null, "a", 1, file, null),
                        ticket("v", null, "a", 2, file, null),
                        ticket("v", "C1", "d", 1, withdrawn, null),
                        ticket("v", "it's", "e", 1, file, null),
                        ticket("w", "C1", "a", 1, file, null)));
        assertThat(brief(FactKind.TICKETS, "C1"))
                .containsExactly("a 1 v/a.csv", "a 2 v/a.csv", "b 3 v/b.csv", "b 2 v/b.csv", "b 1 v/a.csv");
        assertThat(brief(FactKind.TICKETS, "it's")).containsExactly("a 1 v/a.csv", "a 2 v/a.csv", "e 1 v/a.csv");
        assertThat(brief(FactKind.TICKETS, null)).hasSize(7);
        assertThat(brief(FactKind.TIMESHEETS, null)).isEmpty();
    }

    @Test
    void a_reader_that_gives_up_leaves_the_connection_usable() throws SQLException {
        long file = file("v/a.csv", "done");
        List<FactRow> rows = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            rows.add(reading(file, "id" + i, BigDecimal.valueOf(i)));
        }
        copy(FactKind.READINGS, rows);
        assertThatThrownBy(() -> new FactReader(connection()).read(FactKind.READINGS, "v", null, fact -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(read(FactKind.READINGS, null)).hasSize(5000);
    }

    private static FactRow ticket(
            String vendor, @Nullable String contract, String id, int version, long file, @Nullable Instant orderAt) {
        return new FactRow(
                vendor,
                contract,
                id,
                version,
                file,
                null,
                version,
                orderAt,
                0,
                new Object[FactKind.TICKETS.fields().size()],
                Map.of());
    }

    private static FactRow reading(long file, String id, BigDecimal value) {
        @Nullable Object[] values = {"m", new Moment.At(Instant.EPOCH), value, null};
        return new FactRow("v", null, id, 1, file, null, 1, null, 0, values, Map.of());
    }

    private static FactRow randomRow(FactKind kind, long file, String id, Random random) {
        @Nullable
        Object[] values = kind.fields().stream()
                .map(field -> random.nextInt(4) == 0 ? null : randomValue(field, random))
                .toArray();
        Map<String, String> own = random.nextBoolean()
                ? Map.of()
                : Map.of("site", randomText(random), randomText(random) + "x", "2", "z", "");
        return new FactRow(
                "v",
                random.nextBoolean() ? "C1" : null,
                id,
                random.nextInt(1, 9),
                file,
                random.nextBoolean() ? "Sheet 1" : null,
                random.nextInt(1, 1_000_000),
                random.nextBoolean() ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1000) * 1000L) : null,
                random.nextLong(),
                values,
                own);
    }

    private static Object randomValue(Field field, Random random) {
        return switch (field.type()) {
            case TEXT -> randomText(random);
            case MOMENT ->
                random.nextBoolean()
                        ? new Moment.At(Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 200_000_000_000L)))
                        : new Moment.Day(LocalDate.ofEpochDay(random.nextInt(-40_000, 2_900_000)));
            case DECIMAL -> new BigDecimal(new BigInteger(80, random), random.nextInt(12));
            case INTEGER -> random.nextInt();
            case DURATION -> Duration.ofSeconds(random.nextInt());
        };
    }

    /** One in three is short enough to be shared between rows. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextInt(4);
        String alphabet = random.nextBoolean() ? "abP1 2" : "aé€\u0000😀\"\\\n";
        int[] points = alphabet.codePoints().filter(point -> point != 0).toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private Connection connection() {
        return java.util.Objects.requireNonNull(connection);
    }

    private void copy(FactKind kind, List<FactRow> rows) throws SQLException {
        FactBlock block = Blocks.of(kind, rows);
        try (FactCopy copy = new FactCopy(connection(), kind, block)) {
            for (int i = 0; i < rows.size(); i++) {
                copy.row(i, rows.get(i).version());
            }
            copy.end();
        }
    }

    private List<Fact> read(FactKind kind, @Nullable String contract) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        new FactReader(connection()).read(kind, "v", contract, facts::add);
        return facts;
    }

    private List<String> brief(FactKind kind, @Nullable String contract) throws SQLException {
        return read(kind, contract).stream()
                .map(fact ->
                        fact.id() + " " + fact.version() + " " + fact.place().file())
                .toList();
    }

    private long file(String path, String state) throws SQLException {
        return Long.parseLong(strings("insert into source_file (vendor, feed, path, sha256, bytes, modified, run_id,"
                        + " state, rows_read, accepted, unchanged, superseded, rejected, first_seen) values ('v', 'f', '"
                        + path + "', '" + path + "', 1, now(), 1, '" + state
                        + "', 0, 0, 0, 0, 0, now()) returning file_id")
                .get(0));
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
