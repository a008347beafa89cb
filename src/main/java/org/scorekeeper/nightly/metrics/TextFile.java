package org.scorekeeper.nightly.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import org.scorekeeper.publish.AtomicFile;

/** Figures in Prometheus' text format, for node_exporter's textfile collector, which reads the file whenever it is asked. */
public final class TextFile {
    private TextFile() {}

    /**
     * Writes the file whole, in the place of what stood there.
     *
     * @throws java.io.UncheckedIOException naming the file, where it cannot be written
     */
    public static void write(Path file, List<Metric> metrics) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metric.register(metrics, registry);
        AtomicFile.write(file, registry::scrape);
        registry.close();
    }
}
