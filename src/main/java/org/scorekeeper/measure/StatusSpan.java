package org.scorekeeper.measure;

import java.time.Instant;

/**
 * A stretch of a ticket in one status.
 *
 * @param status lower case
 * @param from when it began
 * @param to when it ended; {@link Instant#MAX} while it lasts
 */
public record StatusSpan(String status, Instant from, Instant to) {}
