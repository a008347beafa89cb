package org.scorekeeper.nightly.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Figures sent once to a collector over OTLP and HTTP. What the collector wants to know of the sender, a key too, is told as
 * OpenTelemetry has it: {@code OTEL_EXPORTER_OTLP_HEADERS}, {@code OTEL_RESOURCE_ATTRIBUTES}.
 */
public final class Otlp {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Otlp() {}

    /** Sends them; the answer is why they could not be sent, if so. */
    public static Optional<String> send(URI collector, List<Metric> metrics) {
        OtlpMetricsSender sender = new OtlpHttpMetricsSender(new HttpUrlConnectionSender(CONNECT, ANSWER));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        OtlpMeterRegistry registry = OtlpMeterRegistry.builder(new Once(collector))
                .clock(Clock.SYSTEM)
                .metricsSender(request -> {
                    try {
                        sender.send(request);
                    } catch (Exception refused) {
                        failure.set(refused);
                    }
                })
                .build();
        Metric.register(metrics, registry);
        registry.close(); // which publishes
        Exception refused = failure.get();
        return refused == null
                ? Optional.empty()
                : Optional.of(collector + " does not take them ("
                        + Optional.ofNullable(refused.getMessage())
                                .map(said -> said.lines().findFirst().orElse(""))
                                .filter(said -> !said.isBlank())
                                .orElse(refused.getClass().getSimpleName())
                        + ")");
    }

    /** Nothing is sent but at the end. */
    private record Once(URI collector) implements OtlpConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return collector.toString();
        }

        @Override
        public Duration step() {
            return Duration.ofDays(1);
        }

        @Override
        public Map<String, String> resourceAttributes() {
            Map<String, String> attributes = new java.util.TreeMap<>(OtlpConfig.super.resourceAttributes());
            attributes.putIfAbsent("service.name", "scorekeeper");
            return attributes;
        }
    }
}
