package org.scorekeeper.contract.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scorekeeper.contract.Cap;
import org.scorekeeper.contract.Credits;
import org.scorekeeper.contract.Fraction;
import org.scorekeeper.contract.Price;
import org.scorekeeper.contract.Repeat;
import org.scorekeeper.contract.ServiceLevel;
import org.scorekeeper.contract.Step;

/** Reads {@code service-levels} and {@code credits}, which must agree on what costs, weighs and is capped. */
final class MoneyReader {
    private static final String[] LATER = {
        "pool",
        "pools",
        "earn-back",
        "one-event",
        "ignore",
        "invoiced",
        "per-item",
        "per-step",
        "curve",
        "free",
        "steps",
        "table"
    };

    private final Block file;
    private final Optional<BigDecimal> charges;
    private final Problems problems;
    /** The levels that were read, by id, with their place; one that could not be read has its id only. */
    private final Map<String, Optional<ServiceLevel>> levels = new LinkedHashMap<>();

    private final Map<String, Block> places = new LinkedHashMap<>();
    private final List<Block> capPlaces = new ArrayList<>();
    private Optional<Price> pointPrice = Optional.empty();

    MoneyReader(Block file, Optional<BigDecimal> charges, Problems problems) {
        this.file = file;
        this.charges = charges;
        this.problems = problems;
    }

    /** What costs what. */
    record Priced(List<ServiceLevel> levels, Credits credits) {}

    Priced read(LevelReader reader) {
        boolean sound = levels(reader);
        Optional<Block> credits = file.block("credits");
        pointPrice = credits.flatMap(block -> block.block("points")).flatMap(MoneyReader::pointPrice);
        List<Cap> caps = credits.map(this::caps).orElse(List.of());
        Optional<Repeat> repeat = credits.flatMap(RepeatReader::of);
        credits.ifPresent(block -> {
            block.notYet(LATER);
            block.remarks();
            block.nothingElse();
        });
        if (sound) {
            checkWeights();
            checkCharges(caps);
            warnOfLooseCaps(caps);
            credits.ifPresent(this::warnOfPoints);
        }
        warnOfClauses();
        Optional<Credits.Points> points =
                pointPrice.map(price -> new Credits.Points(Optional.of(price), BigDecimal.ZERO, List.of(), List.of()));
        return new Priced(
                readLevels(),
                new Credits(
                        points,
                        List.of(),
                        Optional.empty(),
                        repeat,
                        caps,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    private List<ServiceLevel> readLevels() {
        return levels.values().stream().flatMap(Optional::stream).toList();
    }

    /** Reads the levels; false where one has a fault, which would make every sum over them look wrong too. */
    private boolean levels(LevelReader reader) {
        long before = problems.errors();
        List<Block> blocks = file.blocks("service-levels");
        if (!file.has("service-levels")) {
            file.error("service-levels", "is missing: a contract promises at least one.");
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

    private static Optional<Price> pointPrice(Block block) {
        Optional<Price> price = block.needValue("each", Quantities::cost);
        block.notYet("free", "steps", "table");
        block.remarks();
        block.nothingElse();
        return price;
    }

    private List<Cap> caps(Block credits) {
        List<Cap> caps = new ArrayList<>();
        for (Block block : credits.blocks("caps")) {
            cap(block).ifPresent(cap -> {
                caps.add(cap);
                capPlaces.add(block);
            });
        }
        return caps;
    }

    private Optional<Cap> cap(Block block) {
        List<String> of = block.words("of");
        boolean period = block.needValue("per", MoneyReader::period).isPresent();
        Optional<Price> atMost = block.needValue("at-most", Quantities::cost);
        block.remarks();
        block.nothingElse();
        if (of.isEmpty()) {
            block.error("of", "is missing. Write contract, a service level, or a list of them.");
            return Optional.empty();
        }
        boolean whole = of.equals(List.of("contract"));
        for (String id : of) {
            if (!whole && !levels.containsKey(id)) {
                block.error(
                        "of",
                        "there is no service level \"" + id + "\"."
                                + Block.nearest(id, levels.keySet())
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(""));
            }
        }
        return period ? atMost.map(price -> new Cap(whole ? List.of() : of, Cap.Per.PERIOD, price)) : Optional.empty();
    }

    private static String period(String word) {
        return switch (word) {
            case "period" -> word;
            case "year", "item" ->
                throw new IllegalArgumentException("\"" + word
                        + "\" is not yet supported in this release; period is. Take the cap out, and settle it by hand"
                        + " until it is.");
            default -> throw new IllegalArgumentException("\"" + word + "\" is unknown. Write period.");
        };
    }

    private void warnOfLooseCaps(List<Cap> caps) {
        for (int i = 0; i < caps.size() && !problems.hasErrors(); i++) {
            warnOfLooseCap(capPlaces.get(i), caps.get(i));
        }
    }

    private void warnOfLooseCap(Block block, Cap cap) {
        BigDecimal base = charges.orElse(BigDecimal.ZERO);
        Fraction most = levels.entrySet().stream()
                .filter(entry -> cap.covers(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .map(level -> mostOf(level, base))
                .reduce(Fraction.ZERO, Fraction::plus);
        if (most.compareTo(cap.atMost().of(base)) > 0) {
            return;
        }
        block.warning(
                "at-most",
                most.signum() == 0
                        ? "can never bind: nothing that it covers costs anything."
                        : "can never bind: what it covers costs at most "
                                + most.round(2, java.math.RoundingMode.HALF_UP).toPlainString() + " a period.");
    }

    private Fraction mostOf(ServiceLevel level, BigDecimal base) {
        return level.charged()
                ? level.ladder().stream().map(step -> costOf(step, base)).reduce(Fraction.ZERO, Fraction::max)
                : Fraction.ZERO;
    }

    private Fraction costOf(Step step, BigDecimal base) {
        Fraction points =
                pointPrice.map(price -> price.of(base).times(step.points())).orElse(Fraction.ZERO);
        return step.credit().map(price -> price.of(base).plus(points)).orElse(points);
    }

    private boolean canCost(ServiceLevel level) {
        return level.charged()
                && level.ladder().stream()
                        .anyMatch(step -> step.credit()
                                        .filter(price ->
                                                price.of(BigDecimal.ONE).signum() != 0)
                                        .isPresent()
                                || (pointPrice.isPresent() && step.points().signum() > 0));
    }

    private void checkWeights() {
        List<ServiceLevel> weighted = readLevels().stream()
                .filter(level -> level.weight().isPresent())
                .toList();
        if (weighted.isEmpty()) {
            return;
        }
        List<ServiceLevel> without = readLevels().stream()
                .filter(level -> level.weight().isEmpty() && canCost(level))
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

    private void checkCharges(List<Cap> caps) {
        boolean shares = pointPrice.filter(MoneyReader::isShare).isPresent()
                || caps.stream().anyMatch(cap -> isShare(cap.atMost()))
                || readLevels().stream()
                        .flatMap(level -> level.ladder().stream())
                        .anyMatch(step ->
                                step.credit().filter(MoneyReader::isShare).isPresent());
        if (shares && !file.has("charges")) {
            file.error("charges", "is missing: credits are a share of charges. Write { per-period: 182000.00 }.");
        }
    }

    private static boolean isShare(Price price) {
        return price instanceof Price.ShareOfCharges;
    }

    private void warnOfPoints(Block credits) {
        if (pointPrice.isPresent()
                && !problems.hasErrors()
                && readLevels().stream()
                        .flatMap(level -> level.ladder().stream())
                        .allMatch(step -> step.points().signum() == 0)) {
            credits.warning("points", "no ladder has points, so this price never applies.");
        }
    }

    private void warnOfClauses() {
        for (ServiceLevel level : readLevels()) {
            if (level.clause().isEmpty() && canCost(level)) {
                place(level)
                        .warning("clause", "is missing: the level has money rules. Name where the paper says them.");
            }
        }
    }
}
