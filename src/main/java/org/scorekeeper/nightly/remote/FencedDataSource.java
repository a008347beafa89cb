package org.scorekeeper.nightly.remote;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections that commit only while a lease holds. The lease is marked in the transaction itself and stays locked until
 * its end, so nobody can take the lane over between the question and the commit: a process that slept through the loss of
 * its lane wakes up and stores nothing. The mark says at the same time that the lane comes on.
 */
public final class FencedDataSource extends DelegatingDataSource {
    private final Lease lease;

    /** Fences the connections of another source. */
    public FencedDataSource(DataSource connections, Lease lease) {
        super(connections);
        this.lease = lease;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                FencedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, proxy, method, arguments));
    }

    private @Nullable Object call(Connection connection, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        if (method.getName().equals("hashCode")) {
            return System.identityHashCode(proxy);
        }
        if (method.getName().equals("commit")) {
            ask(connection);
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    private void ask(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("update lane_lease set stored = now() where lane = ? and token = ?")) {
            query.setString(1, lease.lane());
            query.setLong(2, lease.token());
            if (query.executeUpdate() == 1) {
                return;
            }
        }
        connection.rollback();
        throw new SQLException("another machine has taken " + lease.lane() + " over");
    }
}
