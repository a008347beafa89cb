package org.scorekeeper.facts.register;

import java.math.BigDecimal;

/**
 * A row of the waivers register: a credit, or a part of it, that the customer gives up.
 *
 * @param lineId the line that it waives
 * @param amount how much of it, above zero
 * @param reason why
 * @param approvedBy who decided
 */
public record Waiver(String lineId, BigDecimal amount, String reason, String approvedBy) {}
