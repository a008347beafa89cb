package org.scorekeeper.facts.register;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A row of the manual-lines register: what no rule can say.
 *
 * @param id its number
 * @param contract whose
 * @param period the contract's period: 2026-10
 * @param clause where the paper says it
 * @param toCustomer whether the customer gets it (a credit), else the vendor (a bonus)
 * @param amount zero or more, in the contract's currency
 * @param reason why
 * @param approvedBy who decided
 */
public record ManualLine(
        String id,
        String contract,
        String period,
        Optional<String> clause,
        boolean toCustomer,
        BigDecimal amount,
        String reason,
        String approvedBy) {}
