package org.scorekeeper.facts.register;

import java.math.BigDecimal;

/**
 * A row of the charges register.
 *
 * @param contract whose
 * @param period the contract's period: 2026-10
 * @param kind such as fixed, or pass-through; lower case
 * @param amount in the contract's currency; negative is a credit note
 */
public record ChargeRow(String contract, String period, String kind, BigDecimal amount) {}
