package org.scorekeeper.settle.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.yaml.Terms;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the terms under which figures were issued, by their digest: the same terms are kept once. */
public final class TermsStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<SortedMap<String, SortedSet<LocalDate>>> HOLIDAYS = new TypeReference<>() {};

    /** What was read once; a digest never means anything else. */
    private static final Map<String, Contract> READ = new ConcurrentHashMap<>();

    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public TermsStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What tells terms apart: everything in them, the holidays too. */
    public static String digest(Terms terms) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {terms.contract(), terms.source(), terms.text(), holidays(terms)}) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String holidays(Terms terms) {
        return JSON.writeValueAsString(terms.holidays());
    }

    /** Keeps terms; the answer is their digest. */
    public String keep(Terms terms) {
        String digest = digest(terms);
        jdbc.sql("""
                        insert into terms (digest, contract, source, body, holidays)
                        values (?, ?, ?, ?, cast(? as jsonb)) on conflict (digest) do nothing""")
                .params(digest, terms.contract(), terms.source(), terms.text(), holidays(terms))
                .update();
        return digest;
    }

    /** The terms of a digest, as values. */
    public Contract contract(String digest) {
        return READ.computeIfAbsent(digest, this::read);
    }

    private Contract read(String digest) {
        return jdbc.sql("select contract, source, body, holidays from terms where digest = ?")
                .param(digest)
                .query((row, number) -> new Terms(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        JSON.readValue(row.getString(4), HOLIDAYS)))
                .single()
                .read();
    }
}
