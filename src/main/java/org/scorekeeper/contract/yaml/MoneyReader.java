package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.contract.CreditRule;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.ServiceLevel;

/** Reads {@code service-levels} and {@code credits}, which must agree on what costs, weighs and is capped. */
final class MoneyReader {
    /** What a contract without service levels may be about. */
    private static final List<String> OTHER_PROMISES = List.of("deliverables", "rate-card", "timesheet-rules");

    private final Block file;
    private final Problems problems;
    /** The levels that were read, by id, with their place; one that could not be read has its id only. */
    private final Map<String, Optional<ServiceLevel>> levels = new LinkedHashMap<>();

    private final Map<String, Block> places = new LinkedHashMap<>();
    private final List<CapReader.Placed> caps = new ArrayList<>();
    private boolean sound;

    MoneyReader(Block file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What costs what. */
    record Priced(List<ServiceLevel> levels, Credits credits) {}

    Priced read(LevelReader reader) {
        sound = levels(reader);
        caps.addAll(reader.caps());
        Optional<CreditsReader.Read> read =
                file.block("credits").map(block -> CreditsReader.ofContract(block, levels.keySet()));
        read.ifPresent(credits -> {
            caps.addAll(credits.caps());
            credits.rule().ifPresent(this::checkRule);
        });
        return new Priced(readLevels(), read.map(CreditsReader.Read::credits).orElse(Credits.NONE));
    }

    /** Whether all that costs, weighs and is capped agrees, once the whole contract is read. */
    void check(Contract contract) {
        if (sound && !readLevels().isEmpty()) {
            checkWeights(contract.credits());
            checkCharges(contract);
            if (!problems.hasErrors()) {
                new LooseCaps(contract).warn(caps);
                warnOfPools(contract.credits());
            }
            file.block("credits").ifPresent(credits -> warnOfPoints(credits, contract.credits()));
        }
        warnOfClauses(contract);
    }

    /** The contract's own rule holds for every level without credits of its own, and must fit their targets. */
    private void checkRule(RuleReader.Read read) {
        Block credits = file.block("credits").orElseThrow();
        if (read.rule() instanceof CreditRule.PerItem perItem
                && perItem.credit().needsFee()) {
            credits.error(
                    "per-item",
                    "is a share of a fee, and only a share of deliverables has fees: write it as that level's own credits.");
        }
        for (ServiceLevel level : readLevels()) {
            if (!level.charged() || level.credits().isPresent()) {
                continue;
            }
            if (read.fits(level.target())) {
                RuleReader.checkSides(credits, read.rule(), level.target());
            } else {
                credits.error(
                        read.key(),
                        "is in another unit than the target of " + level.id() + ", " + level.target()
                                + ". Give that level credits of its own.");
            }
        }
    }

    /** The ids of the levels, those with a fault too. */
    Set<String> ids() {
        return levels.keySet();
    }

    private List<ServiceLevel> readLevels() {
        return levels.values().stream().flatMap(Optional::stream).toList();
    }

    /** Reads the levels; false where one has a fault, which would make every sum over them look wrong too. */
    private boolean levels(LevelReader reader) {
        long before = problems.errors();
        List<Block> blocks = file.blocks("service-levels");
        if (!file.has("service-levels")) {
            if (OTHER_PROMISES.stream().noneMatch(file::has)) {
                file.error(
                        "service-levels",
                        "is missing: a contract promises at least one, or has deliverables, a rate-card or timesheet-rules.");
            }
        } else if (blocks.isEmpty() && problems.errors() == before) {
            file.error("service-levels", "is empty: a contract promises at least one.");
        }
        for (Block block : blocks) {
            Optional<ServiceLevel> level = reader.read(block);
            String id = block.text("id").orElse("");
            if (!id.isEmpty() && levels.containsKey(id)) {
                block.error("id", "the service level " + id + " stands twice. Give each an id of its own.");
            } else if (id.equals("contract")) {
                block.error("id", "\"contract\" is what a cap calls the whole contract. Give the level another id.");
            } else {
                levels.put(id, level);
                places.put(id, block);
            }
        }
        return problems.errors() == before;
    }

    private void checkWeights(Credits credits) {
        List<ServiceLevel> weighted = readLevels().stream()
                .filter(level -> level.weight().isPresent())
                .toList();
        if (weighted.isEmpty()) {
            return;
        }
        List<ServiceLevel> without = readLevels().stream()
                .filter(level -> level.weight().isEmpty() && Costs.canCost(level, credits))
                .toList();
        for (ServiceLevel level : without) {
            place(level)
                    .error(
                            "weight",
                            "is missing: the level can cost something, and others have a weight."
                                    + " Give every such level one, or none.");
        }
        if (!without.isEmpty()) {
            return;
        }
        BigDecimal sum =
                weighted.stream().map(level -> level.weight().orElseThrow()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) != 0) {
            file.error("service-levels", "the weights add up to " + sum.toPlainString() + "%, not to 100%.");
        }
    }

    private Block place(ServiceLevel level) {
        return java.util.Objects.requireNonNull(places.get(level.id())).named("service-levels[" + level.id() + "]");
    }

    private void checkCharges(Contract contract) {
        if (!file.has("charges") && LooseCaps.prices(contract).anyMatch(Price::needsCharges)) {
            file.error("charges", "is missing: credits are a share of charges. Write { per-period: 182000.00 }.");
        }
    }

    private void warnOfPools(Credits credits) {
        for (Credits.Pool pool : credits.pools()) {
            for (ServiceLevel level : readLevels()) {
                if (pool.allocation(level.id()).isPresent() && (level.credits().isPresent() || !level.charged())) {
                    file.block("credits")
                            .orElseThrow()
                            .warning(
                                    pool.name().isEmpty() ? "pool" : "pools",
                                    level.id() + " has an allocation that never applies: "
                                            + (level.charged()
                                                    ? "its own credits replace the contract's."
                                                    : "it is a performance indicator, never charged."));
                }
            }
        }
    }

    private void warnOfPoints(Block block, Credits credits) {
        if (credits.points().isPresent()
                && !problems.hasErrors()
                && readLevels().stream()
                        .flatMap(level -> level.ladder().stream())
                        .allMatch(step -> step.points().signum() == 0)) {
            block.warning("points", "no ladder has points, so this price never applies.");
        }
    }

    private void warnOfClauses(Contract contract) {
        for (ServiceLevel level : readLevels()) {
            if (level.clause().isEmpty() && Costs.canCost(level, contract.credits())) {
                place(level)
                        .warning("clause", "is missing: the level has money rules. Name where the paper says them.");
            }
        }
        file.block("credits")
                .filter(block -> !block.has("clause") && !contract.credits().equals(Credits.NONE))
                .ifPresent(MoneyReader::warnOfClause);
        file.block("timesheet-rules")
                .filter(block -> !block.has("clause"))
                .ifPresent(block -> block.warning(
                        "clause", "is missing: what breaks these rules is not paid. Name where the paper says them."));
    }

    /** One clause stands for all of the credits, or each of their rules has its own. */
    private static void warnOfClause(Block credits) {
        List<String> without = credits.keys().stream()
                .filter(key -> credits.list(key).stream()
                        .anyMatch(node -> credits.asBlock(node, credits.path(key))
                                .filter(rule -> rule.has("clause"))
                                .isEmpty()))
                .filter(key -> !List.of("quote", "note").contains(key))
                .toList();
        if (!without.isEmpty()) {
            credits.warning(
                    "clause",
                    "is missing: " + String.join(", ", without)
                            + " move money. Name where the paper says so, here or in each of them.");
        }
    }
}
