package org.scorekeeper.nightly.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people ordered about the issue of periods: kept back, released again, or issued before its time. */
public final class OrderStore {
    private final JdbcClient jdbc;

    /** Works on the tables that the migrations made. */
    public OrderStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** What can be ordered. */
    public enum Kind {
        /** Keeps a period from being issued. */
        HOLD,
        /** Lets a held period go its way. */
        RELEASE,
        /** Issues a period as soon as it has ended, whatever it was to wait for. */
        CLOSE;

        private String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** An order about a contract's period. */
    public record Order(String contract, String period, Kind kind, String reason, String givenBy) {}

    /** Gives an order; the latest about a period counts. */
    public void give(Order order) {
        jdbc.sql("insert into closing_order (contract, period, kind, reason, given_by) values (?, ?, ?, ?, ?)")
                .params(order.contract(), order.period(), order.kind().code(), order.reason(), order.givenBy())
                .update();
    }

    /** The order that counts for each period of a contract. */
    public Map<String, Order> of(String contract) {
        Map<String, Order> orders = new LinkedHashMap<>();
        jdbc.sql(
                        "select contract, period, kind, reason, given_by from closing_order where contract = ? order by order_id")
                .param(contract)
                .query((row, number) -> new Order(
                        row.getString(1),
                        row.getString(2),
                        Kind.valueOf(row.getString(3).toUpperCase(java.util.Locale.ROOT)),
                        row.getString(4),
                        row.getString(5)))
                .list()
                .forEach(order -> orders.put(order.period(), order));
        return orders;
    }

    /** The number of the latest order, which tells one state of them from the next; empty where there is none. */
    public Optional<Long> latest() {
        List<Long> latest =
                new ArrayList<>(jdbc.sql("select order_id from closing_order order by order_id desc limit 1")
                        .query(Long.class)
                        .list());
        return latest.stream().findFirst();
    }
}
