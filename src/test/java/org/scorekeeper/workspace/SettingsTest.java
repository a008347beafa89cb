package org.scorekeeper.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scorekeeper.contract.Problem;
import org.scorekeeper.deliver.MailSettings;
import org.scorekeeper.publish.csv.CsvForm;

/** What {@code scorekeeper.yaml} says of documents and mail, and what is wrong with it. */
class SettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delivery: { csv: { profile: excel-de } }  | EXCEL_DE
            delivery.csv: { profile: excel-fr }       | EXCEL_FR
            delivery: { csv: { profile: plain } }     | PLAIN
            reports: out                              | PLAIN
            """)
    void csv_has_one_form_in_a_workspace(String yaml, CsvForm form) {
        assertThat(right(yaml).csv()).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            host: smtp.example.com                        | STARTTLS | 587
            host: smtp.example.com, tls: tls              | TLS      | 465
            host: smtp.example.com, tls: none             | NONE     | 25
            host: localhost                               | NONE     | 25
            host: localhost, tls: starttls, port: 2525    | STARTTLS | 2525
            """)
    void a_server_is_spoken_to_in_private_unless_it_is_this_machine(String keys, MailSettings.Tls tls, int port) {
        assertThat(right("mail: { from: a@example.com, " + keys + " }").mail())
                .get()
                .isInstanceOfSatisfying(MailSettings.Server.class, server -> {
                    assertThat(server.tls()).isEqualTo(tls);
                    assertThat(server.port()).isEqualTo(port);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mail: { directory: out, host: x }                       | mail.host: goes with a mail server, not with directory. Take one of the two out.
            mail: { host: x }                                       | mail.from: is missing. Write the address that messages are from.
            mail: { from: a@example.com }                           | mail.host: is missing. Write the mail server's name, or directory: outbox for a folder of .eml files.
            mail: { host: x, from: nobody }                         | mail.from: "nobody" is no address. Write one such as vendors@example.com.
            mail: { host: x, from: a@example.com, password: p }     | mail.password: goes with user. Name the user, or take it out.
            mail: { directory: out, operater: a@example.com }       | mail.operater: unknown key. Did you mean "operator"?
            metrics: { name: here }                                 | metrics.file: is missing. Write a file of node_exporter's textfile collector, or otlp: http://collector:4318/v1/metrics.
            metrics: { file: figures.txt }                          | metrics.file: "figures.txt" does not end in .prom, and node_exporter reads no other file. Write scorekeeper.prom.
            metrics: { otlp: "collector:4317" }                     | metrics.otlp: "collector:4317" is no collector's address. Write http://collector:4318/v1/metrics; gRPC is not spoken.
            delivery: { csv: { profile: excel } }                   | delivery.csv.profile: "excel" is no profile. Write plain, excel-de, excel-fr.
            workers: { takeover: 1s }                               | workers.takeover: "1s" is not from 3s to 60m.
            workers: { takeover: soon }                             | workers.takeover: "soon" is no length of time. Write one such as 2s or 1m.
            retention: { facts: 12 months }                         | retention.facts: "12 months" is too short: a year's figures, and two months in which they may still be corrected must stay. Write 14 months or more.
            retention: { facts: 3 years }                           | retention.facts: "3 years" is not in months. Write one such as 36 months.
            retention: { measurements: 13 months }                  | retention.measurements: "13 months" is too short: a year's figures, and two months in which they may still be corrected must stay. Write 14 months or more.
            retention: { rejections: 1 month }                      | retention.rejections: "1 month" is too short: what a vendor may still mend must stay. Write 6 months or more.
            retention: { fact: 36 months }                          | retention.fact: unknown key. Did you mean "facts"?
            delivery: { preview: 5d }                               | delivery.preview: "5d" is not in working days. Write 5 working days.
            """)
    void what_is_wrong_is_named_by_its_key(String yaml, String problem) {
        assertThat(Settings.read("scorekeeper.yaml", yaml + "\n").problems())
                .extracting(Problem::toString)
                .contains("scorekeeper.yaml:1: " + problem);
    }

    @Test
    void everything_is_kept_for_ever_unless_it_is_said_for_how_long() {
        assertThat(right("reports: out").retention()).isEqualTo(Retention.NONE);
        assertThat(right("retention: { facts: 36 months, measurements: 24 months, rejections: 12 months }")
                        .retention())
                .isEqualTo(new Retention(Optional.of(36), Optional.of(24), Optional.of(12)));
        assertThat(right("retention: { measurements: 14 months }").retention())
                .isEqualTo(new Retention(Optional.empty(), Optional.of(14), Optional.empty()));
    }

    @Test
    void no_password_stands_in_what_is_printed_of_the_settings() {
        Settings settings =
                right("mail: { host: x, from: Scorekeeper <a@example.com>, user: u, password: open sesame }");

        assertThat(settings.mail().map(MailSettings::from)).isEqualTo(Optional.of("Scorekeeper <a@example.com>"));
        assertThat(settings.toString()).doesNotContain("sesame");
    }

    private static Settings right(String yaml) {
        Settings.Result result = Settings.read("scorekeeper.yaml", yaml + "\n");
        assertThat(result.problems()).isEmpty();
        return result.settings();
    }
}
