package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scorekeeper.calendar.ContractDuration;
import org.scorekeeper.contract.Contract.Ceiling;
import org.scorekeeper.contract.Contract.Overtime;
import org.scorekeeper.contract.Contract.Rate;
import org.scorekeeper.contract.Contract.RateUnit;
import org.scorekeeper.contract.Contract.TimesheetRules;

/** Reads {@code rate-card} and {@code timesheet-rules}. */
record TermsReader(Block file) {
    List<Rate> rateCard() {
        List<Rate> rates = new ArrayList<>();
        for (Block block : file.blocks("rate-card")) {
            Optional<String> role = block.need("role");
            Optional<BigDecimal> rate = block.needValue("rate", Quantities::amount);
            RateUnit per = block.value("per", TermsReader::rateUnit).orElse(RateUnit.HOUR);
            Optional<LocalDate> from = block.date("from");
            block.remarks();
            block.nothingElse();
            if (rates.stream()
                    .anyMatch(
                            other -> role.filter(other.role()::equalsIgnoreCase).isPresent()
                                    && other.from().equals(from))) {
                block.error(
                        "role",
                        "the rate of " + role.orElseThrow() + " stands twice"
                                + from.map(day -> " from " + day).orElse("")
                                + ". Keep one, or give the later one its own from.");
            }
            role.ifPresent(name -> rate.ifPresent(amount -> rates.add(new Rate(name, amount, per, from))));
        }
        return rates;
    }

    private static RateUnit rateUnit(String text) {
        return switch (text) {
            case "hour" -> RateUnit.HOUR;
            case "day" -> RateUnit.DAY;
            default -> throw new IllegalArgumentException("\"" + text + "\" is unknown. Write hour or day.");
        };
    }

    Optional<TimesheetRules> timesheetRules() {
        return file.block("timesheet-rules").map(block -> {
            Optional<BigDecimal> hours = block.value("hours-per-day", text -> {
                if (!text.startsWith("at most ")) {
                    throw new IllegalArgumentException("\"" + text + "\" is no ceiling. Write at most 10.");
                }
                return Quantities.amount(text.substring("at most ".length()));
            });
            boolean approval = block.value("approval", text -> switch (text) {
                        case "required" -> true;
                        case "none" -> false;
                        default ->
                            throw new IllegalArgumentException("\"" + text + "\" is unknown. Write required or none.");
                    })
                    .orElse(false);
            Optional<String> closedDays = block.value("on-closed-days", text -> {
                if (!List.of("only with approval", "never", "allowed").contains(text)) {
                    throw new IllegalArgumentException(
                            "\"" + text + "\" is unknown. Write only with approval, never or allowed.");
                }
                return text;
            });
            Optional<Ceiling> ceiling = block.block("not-to-exceed").flatMap(TermsReader::ceiling);
            Optional<Overtime> overtime = block.block("overtime").flatMap(TermsReader::overtime);
            List<String> persons = block.words("persons");
            Optional<ContractDuration> within = block.value("submitted-within", ContractDuration::parse);
            block.remarks();
            block.nothingElse();
            return new TimesheetRules(hours, approval, closedDays, ceiling, overtime, persons, within);
        });
    }

    private static Optional<Overtime> overtime(Block block) {
        Optional<BigDecimal> above = block.needValue("above", Quantities::amount);
        Optional<BigDecimal> times = block.needValue("times", Quantities::amount);
        block.remarks();
        block.nothingElse();
        return above.flatMap(hours -> times.map(factor -> new Overtime(hours, factor)));
    }

    private static Optional<Ceiling> ceiling(Block block) {
        Optional<BigDecimal> amount = block.needValue("amount", Quantities::amount);
        Optional<String> per = block.needValue("per", text -> {
            if (!List.of("period", "year", "contract").contains(text)) {
                throw new IllegalArgumentException("\"" + text + "\" is unknown. Write period, year or contract.");
            }
            return text;
        });
        Optional<BigDecimal> warnAt = block.value("warn-at", Quantities::percent);
        block.remarks();
        block.nothingElse();
        return amount.flatMap(limit -> per.map(span -> new Ceiling(limit, span, warnAt)));
    }
}
