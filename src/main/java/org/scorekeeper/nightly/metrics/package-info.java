/** A night's figures for whoever watches machines: as a file for Prometheus' node_exporter, and over OTLP. */
@org.jspecify.annotations.NullMarked
package org.scorekeeper.nightly.metrics;
