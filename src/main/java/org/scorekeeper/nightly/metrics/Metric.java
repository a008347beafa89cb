package org.scorekeeper.nightly.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure of a night, for a graph or an alert; nothing is judged by it.
 *
 * @param name with dots: scorekeeper.run.duration
 * @param unit seconds or bytes; empty where it is a number of something
 * @param help what it is, in a sentence
 * @param labels the same keys wherever the same name stands
 */
public record Metric(String name, String unit, String help, Map<String, String> labels, double value) {
    /** Copies the labels, in the order of their names. */
    public Metric {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    static void register(List<Metric> metrics, MeterRegistry registry) {
        for (Metric metric : metrics) {
            Gauge.builder(metric.name(), metric::value)
                    .description(metric.help())
                    .baseUnit(metric.unit().isEmpty() ? null : metric.unit())
                    .tags(metric.labels().entrySet().stream()
                            .map(label -> Tag.of(label.getKey(), label.getValue()))
                            .toList())
                    .register(registry);
        }
    }
}
