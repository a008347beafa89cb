package org.scorekeeper.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * The one at a cap: hosting of a web shop, quiet for most of the year, with a storage failure in October 2026. Sends
 * semicolons and decimal commas in Windows-1252, and forgot the measurements of June.
 */
final class Lumiere {
    static final String HOSTING = "LUM-2025-33";
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final OpenMinutes ALWAYS = OpenMinutes.always(ZONE);
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT);
    private static final YearMonth FORGOTTEN = YearMonth.of(2026, 6);
    private static final String DOWN = "Panne";
    private static final String PLANNED = "Maintenance";
    private static final String SHOP = "Boutique";
    private static final String PAYMENT = "Paiement";

    private static final String[] RESPONSE = {
        "0,61", "0,63", "0,72", "0,64", "0,62", "0,66", "0,65", "0,64", "", "0,67", "0,71", "0,74", "0,86"
    };
    private static final String[] PROBE = {
        "99,99", "99,98", "99,91", "100", "99,97", "99,86", "99,99", "99,97", "", "99,95", "99,98", "99,92", "98,61"
    };

    private record Incident(String kind, String service, long from, long to, String title) {}

    private final Dice dice = Dice.of("lumiere");
    private final List<Incident> incidents = new ArrayList<>();
    private final Map<YearMonth, Integer> requests = new TreeMap<>();
    private final Made made = new Made();

    private Lumiere() {}

    static Made make() {
        Lumiere world = new Lumiere();
        world.happen();
        for (YearMonth month : Months.all(Months.FIRST)) {
            world.incidents(month);
        }
        for (YearMonth month : Months.complete(Months.FIRST)) {
            if (!month.equals(FORGOTTEN)) {
                world.readings(month);
            }
            world.expect(month);
        }
        world.correction();
        return world.made;
    }

    private void happen() {
        down("2025-11-08T03:12", 9, SHOP, "Redémarrage inattendu du frontal 2");
        down("2025-12-06T18:40", 34, SHOP, "Saturation pendant la promotion de la Saint-Nicolas");
        down("2026-02-11T07:55", 12, PAYMENT, "Certificat expiré chez le prestataire bancaire");
        // two tickets for one failure: the hour that they share counts once
        down("2026-03-17T14:05", 48, SHOP, "Erreurs 503 sur la boutique");
        down("2026-03-17T14:20", 55, SHOP, "Boutique inaccessible (signalé par le service client)");
        down("2026-05-21T22:30", 16, PAYMENT, "Délais dépassés vers la banque");
        down("2026-07-02T11:48", 21, SHOP, "Cache \"Produits\" corrompu ; purge manuelle");
        down("2026-09-12T20:05", 37, SHOP, "Attaque par déni de service, filtrage activé");
        down("2026-10-06T09:22", 185, SHOP, "Baie de stockage SAN-2 hors service");
        down("2026-10-06T09:22", 214, PAYMENT, "Baie de stockage SAN-2 hors service");
        down("2026-10-07T01:40", 392, SHOP, "Rechute de SAN-2 pendant la reconstruction");
        down("2026-10-19T17:15", 46, PAYMENT, "Bascule vers le site de secours");
        for (YearMonth month : Months.complete(Months.FIRST)) {
            LocalDate tuesday = month.atDay(8);
            while (tuesday.getDayOfWeek().getValue() != 2) {
                tuesday = tuesday.plusDays(1);
            }
            planned(tuesday.atTime(4, 0), 90, SHOP);
            planned(tuesday.plusDays(1).atTime(4, 0), 60, PAYMENT);
        }
    }

    private void down(String from, int minutes, String service, String title) {
        long start = OpenMinutes.minute(LocalDateTime.parse(from), ZONE);
        incidents.add(new Incident(DOWN, service, start, start + minutes, title));
    }

    private void planned(LocalDateTime from, int minutes, String service) {
        long start = OpenMinutes.minute(from, ZONE);
        incidents.add(new Incident(PLANNED, service, start, start + minutes, "Mises à jour mensuelles"));
    }

    // ---------------------------------------------------------------- files

    private void incidents(YearMonth month) {
        Csv file = new Csv(';', "\r\n")
                .row("Référence", "Nature", "Service", "Libellé", "État", "Début", "Fin", "Durée (h)");
        List<Incident> all = new ArrayList<>(incidents.stream()
                .filter(incident -> ALWAYS.month(incident.from()).equals(month))
                .toList());
        int wishes = month.equals(Months.RUNNING) ? 2 : dice.between(9, 17);
        requests.put(month, wishes);
        for (int i = 0; i < wishes; i++) {
            LocalDate day = month.atDay(dice.between(2, month.equals(Months.RUNNING) ? 4 : 25));
            while (day.getDayOfWeek().getValue() > 5) {
                day = day.plusDays(1);
            }
            long from = OpenMinutes.minute(day.atTime(dice.between(8, 15), dice.between(0, 59)), ZONE);
            all.add(new Incident(
                    "Demande", dice.pick(List.of(SHOP, PAYMENT)), from, from + dice.between(12, 175), wish()));
        }
        all.sort(Comparator.comparingLong(Incident::from).thenComparing(Incident::service));
        int number = 1;
        for (Incident incident : all) {
            BigDecimal hours = BigDecimal.valueOf(incident.to() - incident.from())
                    .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
            file.row(
                    "LH-" + month.toString().replace("-", "") + String.format(Locale.ROOT, "-%03d", number++),
                    incident.kind(),
                    incident.service(),
                    incident.title(),
                    "clos",
                    ALWAYS.local(incident.from()).format(TIME),
                    ALWAYS.local(incident.to()).format(TIME),
                    hours.toPlainString().replace('.', ','));
        }
        if (month.equals(YearMonth.of(2026, 4))) {
            file.row(
                    "LH-202604-090",
                    DOWN,
                    SHOP,
                    "Saisie à vérifier",
                    "clos",
                    "14/04/2026 25:10",
                    "14/04/2026 26:00",
                    "");
            file.row(
                    "LH-202604-091",
                    DOWN,
                    SHOP,
                    "Fin avant début",
                    "clos",
                    "15/04/2026 10:10",
                    "15/04/2026 09:55",
                    "-0,25");
        }
        made.files().put("lumiere/incidents-" + month + ".csv", file.bytes(WINDOWS));
    }

    private String wish() {
        return dice.pick(List.of(
                "Ajout d'une adresse IP autorisée",
                "Restauration d'un fichier supprimé",
                "Nouveau sous-domaine « soldes »",
                "Augmentation du quota de la base",
                "Copie de la production vers la recette",
                "Renouvellement du certificat"));
    }

    private void readings(YearMonth month) {
        int i = month.getMonthValue() - 10 + 12 * (month.getYear() - 2025);
        String day = month.atEndOfMonth().format(DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT));
        Csv file = new Csv(';', "\r\n").row("Indicateur", "Date", "Valeur", "Unité", "Méthode");
        file.row("Temps de réponse P95", day, RESPONSE[i], "s", "sonde externe, 5 min");
        // February was first reported without the decimal comma; a corrected file followed
        String probe = month.equals(YearMonth.of(2026, 2)) ? "9997" : PROBE[i];
        file.row("Disponibilité mesurée", day, probe, "%", "sonde externe, 5 min");
        if (month.equals(YearMonth.of(2026, 1))) {
            file.row("Disponibilité mesurée", "30/02/2026", "99,9", "%", "");
            file.row("Disponibilité mesurée", day, "néant", "%", "site de secours");
        }
        made.files().put("lumiere/mesures-" + month + ".csv", file.bytes(WINDOWS));
    }

    private void correction() {
        Csv file = new Csv(';', "\r\n").row("Indicateur", "Date", "Valeur", "Unité", "Méthode");
        file.row("Disponibilité mesurée", "28/02/2026", "99,97", "%", "rectification du 04/03/2026");
        made.files().put("lumiere/mesures-2026-02_rectif.csv", file.bytes(WINDOWS));
    }

    // ---------------------------------------------------------------- what the run must find

    private void expect(YearMonth month) {
        int i = month.getMonthValue() - 10 + 12 * (month.getYear() - 2025);
        available(month, "DISPO-1", SHOP, minute -> true);
        available(month, "DISPO-2", PAYMENT, minute -> ALWAYS.local(minute).getHour() >= 6);
        List<Incident> outages = incidents.stream()
                .filter(incident -> incident.kind().equals(DOWN)
                        && ALWAYS.month(incident.from()).equals(month))
                .toList();
        long longest = outages.stream()
                .mapToLong(incident -> incident.to() - incident.from())
                .max()
                .orElse(0);
        List<Expected> expected = made.expected();
        expected.add(Expected.minutes(HOSTING, "REPR-3", month, outages.size(), longest, 1, 60));
        boolean forgotten = month.equals(FORGOTTEN);
        expected.add(Expected.number(HOSTING, "PERF-4", month, forgotten ? 0 : 1, RESPONSE[i].replace(',', '.')));
        expected.add(Expected.number(HOSTING, "SONDE-5", month, forgotten ? 0 : 1, PROBE[i].replace(',', '.')));
        int count = requests.getOrDefault(month, 0);
        expected.add(Expected.number(HOSTING, "DEM-6", month, count, String.valueOf(count)));
    }

    /** Minute by minute: planned work counts on neither side. */
    private void available(YearMonth month, String level, String service, LongPredicate open) {
        long[] counted = LongStream.range(ALWAYS.start(month), ALWAYS.start(month.plusMonths(1)))
                .filter(open)
                .filter(minute -> !during(PLANNED, service, minute))
                .toArray();
        long up = LongStream.of(counted)
                .filter(minute -> !during(DOWN, service, minute))
                .count();
        Expected exact = Expected.share(HOSTING, level, month, up * 60, counted.length * 60L);
        String value = new BigDecimal(up * 100)
                .divide(BigDecimal.valueOf(counted.length), 2, RoundingMode.DOWN)
                .toPlainString();
        made.expected().add(new Expected(HOSTING, level, month, exact.met(), exact.total(), value));
    }

    private boolean during(String kind, String service, long minute) {
        return incidents.stream()
                .anyMatch(incident -> incident.kind().equals(kind)
                        && incident.service().equals(service)
                        && incident.from() <= minute
                        && minute < incident.to());
    }
}
