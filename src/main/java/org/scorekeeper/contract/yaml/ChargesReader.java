package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.contract.Charges;

/** Reads {@code charges}: so much a period, or from the register, or from timesheets. */
record ChargesReader(Block file) {
    Charges read() {
        return file.block("charges").flatMap(ChargesReader::read).orElseGet(Charges.None::new);
    }

    private static Optional<Charges> read(Block block) {
        Optional<String> from = block.value("from", ChargesReader::source);
        Set<String> except = new LinkedHashSet<>();
        block.block("except").ifPresent(inner -> {
            inner.words("kind").forEach(kind -> except.add(kind.toLowerCase(java.util.Locale.ROOT)));
            if (!inner.has("kind")) {
                inner.error("kind", "is missing. Write { kind: [pass-through] }.");
            }
            inner.remarks();
            inner.nothingElse();
        });
        Optional<BigDecimal> amount = block.has("from")
                ? block.value("per-period", Quantities::amount)
                : block.needValue("per-period", Quantities::amount);
        block.remarks();
        block.nothingElse();
        if (block.has("from") && block.has("per-period")) {
            block.error("from", "stands beside per-period. Write one of them.");
        }
        if (block.has("except") && !from.equals(Optional.of("charges"))) {
            block.error("except", "only the register has kinds. Write it beside from: charges, or take it out.");
        }
        if (from.isPresent()) {
            return Optional.of(
                    from.get().equals("charges") ? new Charges.Registered(except) : new Charges.FromTimesheets());
        }
        return amount.map(Charges.PerPeriod::new);
    }

    private static String source(String text) {
        if (!List.of("charges", "timesheets").contains(text)) {
            throw new IllegalArgumentException("\"" + text + "\" is unknown. Write charges or timesheets.");
        }
        return text;
    }
}
