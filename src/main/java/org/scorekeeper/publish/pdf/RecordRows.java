package org.scorekeeper.publish.pdf;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.jasperreports.engine.JRField;
import net.sf.jasperreports.engine.JRRewindableDataSource;
import org.jspecify.annotations.Nullable;

/** Records as the rows of a report: each field is the component of its name. */
final class RecordRows implements JRRewindableDataSource {
    private static final ClassValue<Map<String, Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> accessors = new HashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                accessors.put(component.getName(), component.getAccessor());
            }
            return accessors;
        }
    };

    private final List<? extends Record> rows;
    private int next;

    RecordRows(List<? extends Record> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        return next++ < rows.size();
    }

    @Override
    public @Nullable Object getFieldValue(JRField field) {
        Record row = rows.get(next - 1);
        Method accessor = ACCESSORS.get(row.getClass()).get(field.getName());
        if (accessor == null) {
            throw new IllegalArgumentException(row.getClass().getSimpleName() + " has no " + field.getName());
        }
        try {
            return accessor.invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(field.getName() + " cannot be read", e);
        }
    }

    @Override
    public void moveFirst() {
        next = 0;
    }
}
