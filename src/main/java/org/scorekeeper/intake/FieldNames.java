package org.scorekeeper.intake;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.scorekeeper.facts.FactKind;

/** What vendors call the canonical fields, in the order of likelihood; letters and digits alone are compared. */
final class FieldNames {
    private static final Map<FactKind, Map<String, List<String>>> NAMES = new EnumMap<>(FactKind.class);

    static {
        NAMES.put(
                FactKind.TICKETS,
                fields(
                        "id: number, ticketnumber, ticketid, ticketno, ticketnr, ticket, incidentnumber, incidentid, incident, issuekey, key, casenumber, caseid, tasknumber, requestid, id, nummer, ticketnummer, vorgangsnummer, vorgang, numero, numeroticket, ref, reference",
                        "title: shortdescription, title, subject, summary, betreff, titel, titre, objet, kurzbeschreibung",
                        "type: tickettype, issuetype, type, tasktype, art, typ, kind",
                        "priority: priority, prio, severity, prioritat, priorite, sev, urgency, dringlichkeit",
                        "category: category, kategorie, categorie, subcategory, component",
                        "service: service, businessservice, application, system, configurationitem, cmdbci, projectcode, project, dienst",
                        "status: status, state, incidentstate, statuscode, statut, zustand",
                        "opened: opened, openedat, opendate, created, createdat, creationdate, createddate, createdtime, reported, reportedat, raised, raisedat, startdate, eroffnet, erstellt, erstelltam, gemeldet, gemeldetam, ouvert, ouvertle, cree, creele, datedouverture, eroffnetam, openedon, createdon",
                        "responded: responded, respondedat, firstresponse, firstresponseat, acknowledged, acknowledgedat, responsetime, reagiert, reaktion, ersteantwort, prisencharge",
                        "resolved: resolved, resolvedat, resolveddate, resolvedtime, resolutiondate, solved, solvedat, fixed, fixedat, gelost, gelostam, behoben, behobenam, resolu, resolule, datederesolution",
                        "closed: closed, closedat, closeddate, closedtime, closingdate, geschlossen, geschlossenam, ferme, fermele, cloture, datedecloture",
                        "due: due, duedate, dueby, dueat, deadline, target, slaDue, fallig, falligam, echeance",
                        "updated: updated, updatedat, lastupdated, lastupdate, sysupdatedat, sysupdatedon, modified, lastmodified, geandert, geandertam, modifiele",
                        "group: assignmentgroup, group, team, queue, gruppe, groupe, supportgroup",
                        "assignee: assignee, assignedto, assignedtoid, agent, owner, technician, bearbeiter, zugewiesenan, technicien, developerid",
                        "reopens: reopencount, reopens, reopened, wiedereroffnet",
                        "hold: onhold, holdtime, pendingtime, waitingtime, pausetime, wartezeit",
                        "satisfaction: satisfaction, csat, rating, surveyscore, zufriedenheit"));
        NAMES.put(
                FactKind.TICKET_STATUS,
                fields(
                        "ticket: ticket, ticketid, ticketnumber, incident, number, issuekey",
                        "status: status, state, value, newstatus, newvalue",
                        "from: from, start, startat, statusfrom, entered, changedat",
                        "to: to, end, endat, statusto, left"));
        NAMES.put(
                FactKind.TIMESHEETS,
                fields(
                        "id: entryid, worklogid, timeentryid, lineid, id",
                        "person: person, user, username, employee, fullname, name, resource, consultant, member, developerid, mitarbeiter, mitarbeiterin, salarie, collaborateur, useremail, email, memberid, userid",
                        "role: role, roles, position, grade, rolle, funktion, fonction, profil",
                        "work-date: workdate, date, day, entrydate, startdate, datum, tag, arbeitstag, jour",
                        "week-end: weekending, weekend, weekenddate, periodend",
                        "hours: hours, hoursworked, durationdecimal, durationh, duration, hoursactual, developerhoursactual, stunden, std, dauer, heures, duree, time",
                        "start: start, startat, starttime, begin, von, beginn, debut",
                        "end: end, endat, endtime, stop, bis, ende, fin",
                        "rate: rate, hourlyrate, billablerate, stundensatz, satz, tarif, taux",
                        "amount: amount, billableamount, total, cost, betrag, montant",
                        "project: project, projectname, projectcode, projekt, projet, projectid, client",
                        "ticket: ticket, ticketid, issuekey, task, tasknumber, taskid, aufgabe, tache",
                        "deliverable: deliverable, workpackage, milestone, arbeitspaket",
                        "approved-by: approvedby, approver, authorisedbyid, genehmigtvon, approuvepar",
                        "approved: approved, approvalstatus, approval, genehmigt, approuve, statuscode",
                        "submitted: submitted, submittedat, submittedon, eingereicht, eingereichtam, soumis"));
        NAMES.put(
                FactKind.DELIVERABLES,
                fields(
                        "id: deliverableid, activityid, taskcode, milestoneid, projectid, id, number, key, code, wbscode, nummer",
                        "title: title, name, activityname, taskname, deliverable, milestone, projectname, description, bezeichnung, titel, titre, libelle",
                        "due: due, duedate, baseline, baselinefinish, baseenddate, blprojectfinish, plannedfinish, plannedend, planned, targetdate, finish, estimatedcompletiondate, fallig, soll, echeance, prevu",
                        "delivered: delivered, deliveredon, deliverydate, actualfinish, actenddate, actualend, finished, completed, completiondate, actualcompletiondate, geliefert, ist, livre",
                        "accepted: accepted, acceptedon, acceptancedate, abgenommen, accepte",
                        "rejections: rejections, rejected, timesrejected",
                        "fee: fee, price, budget, amount, value, honorar, preis, montant"));
        NAMES.put(
                FactKind.READINGS,
                fields(
                        "metric: metric, measure, indicator, kpi, check, monitor, name, kennzahl, indicateur",
                        "at: at, timestamp, time, date, day, month, period, datum, zeitpunkt, jour, mois",
                        "value: value, reading, result, uptime, availability, percent, wert, messwert, valeur",
                        "unit: unit, einheit, unite"));
    }

    private FieldNames() {}

    private static Map<String, List<String>> fields(String... lines) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(": ", 2);
            fields.put(parts[0], Arrays.asList(parts[1].toLowerCase(Locale.ROOT).split(", ")));
        }
        return fields;
    }

    /** The fields of a kind and what they are called. */
    static Map<String, List<String>> of(FactKind kind) {
        return java.util.Objects.requireNonNull(NAMES.get(kind), kind.code());
    }

    /** A column's name without accents, blanks and marks. */
    static String key(String column) {
        return java.text.Normalizer.normalize(column, java.text.Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }

    /** Whether any kind knows a column of this name. */
    static boolean isKnown(String column) {
        String key = key(column);
        return NAMES.values().stream()
                .anyMatch(fields -> fields.values().stream().anyMatch(names -> names.contains(key)));
    }
}
