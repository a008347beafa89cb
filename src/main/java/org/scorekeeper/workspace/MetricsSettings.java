package org.scorekeeper.workspace;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.scorekeeper.contract.yaml.Block;

/**
 * {@code metrics} of {@code scorekeeper.yaml}: where a night's figures go, for whoever watches machines.
 *
 * @param file for node_exporter's textfile collector, relative to the workspace
 * @param otlp a collector's address
 * @param name what tells this workspace from others on the machine; empty: its folder's name
 */
public record MetricsSettings(Optional<Path> file, Optional<URI> otlp, Optional<String> name) {
    static MetricsSettings read(Block block) {
        Optional<Path> file = block.value("file", MetricsSettings::file);
        Optional<URI> otlp = block.value("otlp", MetricsSettings::address);
        Optional<String> name = block.text("name");
        if (!block.has("file") && !block.has("otlp")) {
            block.error(
                    "file",
                    "is missing. Write a file of node_exporter's textfile collector, or otlp: http://collector:4318/v1/metrics.");
        }
        block.nothingElse();
        return new MetricsSettings(file, otlp, name);
    }

    private static Path file(String text) {
        if (!text.endsWith(".prom")) {
            throw new IllegalArgumentException("\"" + text
                    + "\" does not end in .prom, and node_exporter reads no other file. Write scorekeeper.prom.");
        }
        return Path.of(text);
    }

    private static URI address(String text) {
        URI address = URI.create(text.strip().replace(' ', '+'));
        if (!("http".equals(address.getScheme()) || "https".equals(address.getScheme())) || address.getHost() == null) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no collector's address. Write http://collector:4318/v1/metrics; gRPC is not spoken.");
        }
        return address;
    }
}
