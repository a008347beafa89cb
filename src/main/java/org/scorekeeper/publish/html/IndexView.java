package org.scorekeeper.publish.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.scorekeeper.calendar.MeasurementPeriod;
import org.scorekeeper.calendar.PeriodKind;
import org.scorekeeper.contract.Contract;
import org.scorekeeper.publish.html.Documents.Link;
import org.scorekeeper.publish.html.Portal.Dossier;
import org.scorekeeper.publish.told.Standing;
import org.scorekeeper.publish.told.Verdict;
import org.scorekeeper.settle.LevelResult;
import org.scorekeeper.settle.PeriodResult;

/**
 * What {@code index.html} shows.
 *
 * @param t its labels
 * @param lang its language
 * @param root where the folder of reports lies, seen from the page
 * @param vendors to choose from
 * @param states to choose from
 * @param maps how every contract went, one map for each length of periods
 * @param periods newest first
 * @param finance the postings
 */
record IndexView(
        Map<String, String> t,
        String lang,
        String root,
        List<Choice> vendors,
        List<Choice> states,
        List<Grid> maps,
        List<Section> periods,
        List<Link> finance) {
    private static final int COLUMNS = 13;

    /** Something to filter by. */
    record Choice(String value, String name) {}

    /** Contracts by periods. */
    record Grid(String caption, List<String> columns, List<MapRow> rows) {}

    /** One contract's course. */
    record MapRow(String vendor, String vendorName, String contract, String title, String href, List<MapCell> cells) {}

    /** One contract in one period: its worst promise, and how many were kept. */
    record MapCell(String period, String standing, String shape, String word, String kept) {}

    /** One period. */
    record Section(String period, String name, List<Link> documents, List<Line> contracts) {}

    /** One contract in one period. */
    record Line(
            String vendor,
            String vendorName,
            String contract,
            String title,
            String href,
            String state,
            String stateName,
            List<Link> documents) {}

    static IndexView of(List<Dossier> dossiers, Documents documents, PortalWords words) {
        List<Dossier> sorted = dossiers.stream()
                .sorted(Comparator.comparing((Dossier one) -> one.contract().vendorName())
                        .thenComparing(one -> one.contract().id()))
                .toList();
        Map<String, String> vendors = new LinkedHashMap<>();
        sorted.forEach(one ->
                vendors.putIfAbsent(one.contract().vendor(), one.contract().vendorName()));
        return new IndexView(
                words.labels(),
                words.language(),
                "",
                vendors.entrySet().stream()
                        .map(one -> new Choice(one.getKey(), one.getValue()))
                        .toList(),
                Stream.of("provisional", "held", "issued", "restated")
                        .map(state -> new Choice(state, words.say("state." + state)))
                        .toList(),
                maps(sorted, documents, words),
                periods(sorted, documents, words),
                documents.ofFinance(words));
    }

    private static List<Grid> maps(List<Dossier> dossiers, Documents documents, PortalWords words) {
        Map<PeriodKind, List<Dossier>> byKind = new TreeMap<>();
        dossiers.stream()
                .filter(one -> !one.periods().isEmpty())
                .forEach(one -> byKind.computeIfAbsent(one.contract().period(), key -> new ArrayList<>())
                        .add(one));
        List<Grid> maps = new ArrayList<>();
        byKind.forEach((kind, contracts) -> {
            List<MeasurementPeriod> all = contracts.stream()
                    .flatMap(one -> one.periods().stream())
                    .map(PeriodResult::period)
                    .filter(period -> period.kind() == kind)
                    .distinct()
                    .sorted()
                    .toList();
            List<MeasurementPeriod> columns = all.subList(Math.max(0, all.size() - COLUMNS), all.size());
            maps.add(new Grid(
                    words.say("map.caption." + kind.name().toLowerCase(java.util.Locale.ROOT)),
                    columns.stream().map(MeasurementPeriod::label).toList(),
                    contracts.stream()
                            .map(one -> row(one, columns, documents, words))
                            .toList()));
        });
        return maps;
    }

    private static MapRow row(
            Dossier dossier, List<MeasurementPeriod> columns, Documents documents, PortalWords words) {
        Contract contract = dossier.contract();
        return new MapRow(
                contract.vendor(),
                contract.vendorName(),
                contract.id(),
                contract.title(),
                documents.page(contract),
                columns.stream()
                        .map(column -> dossier.periods().stream()
                                .filter(result -> result.period().equals(column))
                                .findFirst()
                                .map(result -> cell(result, words))
                                .orElseGet(() -> new MapCell(column.label(), "none", "", "", "")))
                        .toList());
    }

    private static MapCell cell(PeriodResult result, PortalWords words) {
        Optional<LevelResult> worst = Standing.worstFirst(result).stream().findFirst();
        return new MapCell(
                result.period().label(),
                worst.map(level -> Standing.of(level).code()).orElse("none"),
                worst.map(level -> Standing.of(level).shape()).orElse(""),
                worst.map(level -> words.say("standing." + Standing.of(level).code()))
                        .orElse(""),
                Verdict.judged(result) == 0 ? "" : words.say("map.kept", Verdict.kept(result), Verdict.judged(result)));
    }

    private static List<Section> periods(List<Dossier> dossiers, Documents documents, PortalWords words) {
        Map<MeasurementPeriod, List<Line>> lines = new TreeMap<>(Comparator.comparing(MeasurementPeriod::to)
                .thenComparing(Comparator.naturalOrder())
                .reversed());
        for (Dossier dossier : dossiers) {
            Stream.concat(dossier.periods().stream(), dossier.own().stream())
                    .forEach(result -> lines.computeIfAbsent(result.period(), key -> new ArrayList<>())
                            .add(line(result, dossiers, documents, words)));
        }
        List<Section> sections = new ArrayList<>();
        lines.forEach((period, contracts) -> sections.add(new Section(
                period.label(), words.period(period), documents.ofPeriod(period.label(), words), contracts)));
        return sections;
    }

    private static Line line(PeriodResult result, List<Dossier> dossiers, Documents documents, PortalWords words) {
        Contract contract = result.contract();
        String period = result.period().label();
        List<String> ofVendor = dossiers.stream()
                .map(Dossier::contract)
                .filter(other -> other.vendor().equals(contract.vendor()))
                .map(Contract::id)
                .toList();
        return new Line(
                contract.vendor(),
                contract.vendorName(),
                contract.id(),
                contract.title(),
                result.isOwn() ? "" : documents.page(contract),
                result.state().code(),
                words.say("state." + result.state().code()),
                Stream.concat(
                                documents.ofContract(period, contract.vendor(), contract.id(), words).stream(),
                                documents.ofVendor(period, contract.vendor(), ofVendor, words).stream())
                        .toList());
    }
}
