package org.scorekeeper.facts.postgres;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which database holds the facts.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; null for the embedded server of the workspace
 * @param user to log in as; null where the URL says it
 * @param password to log in with; null where the URL says it or none is needed
 * @param schema lower-case letters, digits and underscores, not beginning with {@code pg_}; the job repository's is
 *     this with {@code _batch}
 * @param owner who makes and changes the tables, where that is somebody else
 */
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        String schema,
        Optional<Owner> owner) {
    /**
     * Who makes and changes tables, so that whoever works at night need not be able to.
     *
     * @param password null where none is needed
     */
    public record Owner(String user, @Nullable String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** With one user for everything. */
    public DatabaseSettings(@Nullable String url, @Nullable String user, @Nullable String password, String schema) {
        this(url, user, password, schema, Optional.empty());
    }

    /** Where nothing else is said. */
    public static final String DEFAULT_SCHEMA = "scorekeeper";

    /** Refuses what is no PostgreSQL URL and no plain schema name. */
    public DatabaseSettings {
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "the database \"" + url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//…@")
                            + "\" is no PostgreSQL address. Write jdbc:postgresql://host:5432/database.");
        }
        if (!schema.matches("[a-z][a-z0-9_]{0,50}") || schema.startsWith("pg_")) {
            throw new IllegalArgumentException("the schema \"" + schema
                    + "\" is no plain name. Use lower-case letters, digits and underscores, at most 51 of them,"
                    + " and not pg_ at the front.");
        }
    }

    /** The embedded server. */
    public static DatabaseSettings embedded() {
        return new DatabaseSettings(null, null, null, DEFAULT_SCHEMA);
    }

    /** Leaves the password out, and with it the address's parameters, where it may be too. */
    @Override
    public String toString() {
        return (url == null ? "embedded" : url.replaceFirst("\\?.*", "")) + ", schema " + schema;
    }

    /** The throw-away schema beside this one; whoever may make tables makes it. */
    DatabaseSettings beside() {
        return new DatabaseSettings(
                url,
                owner.map(Owner::user).orElse(user),
                owner.isPresent() ? owner.get().password() : password,
                schema.substring(0, Math.min(40, schema.length())) + "_trial");
    }

    /** The schema of Spring Batch's job repository. */
    public String batchSchema() {
        return schema + "_batch";
    }
}
