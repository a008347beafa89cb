package org.scorekeeper.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTest {
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource(textBlock = """
            46.5,                   46.5,               as it is
            46.500000000000007,     46.5,               the last binary digits are not shown
            46.499999999999993,     46.5,               nor here
            0.30000000000000004,    0.3,                the sum of a tenth and a fifth
            1E3,                    1000,               with an exponent
            1.2345E-5,              0.000012345,        small
            123456789012345,        123456789012345,    fifteen digits
            -0.0,                   0,                  no negative zero
            100.50,                 100.5,              no trailing zeros
            """)
    void a_stored_number_is_what_the_sheet_shows(String stored, String shown, String why) {
        assertThat(Cell.decimal(stored).toPlainString()).as(why).isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0} as {1} is {3}: {4}")
    @CsvSource(delimiter = ';', textBlock = """
            46082;              dd/mm/yyyy;      false; 2026-03-01;          a day
            46082.25;           dd/mm/yyyy;      false; 2026-03-01 06:00; a time that the format hides is kept
            46082;              dd/mm/yyyy h:mm; false; 2026-03-01 00:00; midnight
            46122.395833333336; yyyy-mm-dd h:mm; false; 2026-04-10 09:30; to the second
            46122.999999999;    yyyy-mm-dd h:mm; false; 2026-04-11 00:00; rounded up over midnight
            0.5;                h:mm;            false; 12:00;            a time of day alone
            1.26041666666667;   [h]:mm;          false; 1900-01-01 06:15; a length of 30 hours and a quarter
            59;                 yyyy-mm-dd;      false; 1900-02-28;          before the day that never was
            61;                 yyyy-mm-dd;      false; 1900-03-01;          after it
            44620;              yyyy-mm-dd;      true;  2026-03-01;          from 1904
            -1;                 yyyy-mm-dd;      false; -1;                  no date before the first
            2958466;            yyyy-mm-dd;      false; 2958466;             nor beyond the year 9999
            """)
    void a_number_shown_as_a_date_is_one(String stored, String format, boolean from1904, String shown, String why) {
        assertThat(NumberFormat.of(format, true).cell(stored, from1904).text())
                .as(why)
                .isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0} is {2}: {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            General;                     false; NUMBER;    a number
            0.00%;                       false; PERCENT;   a percentage
            0" %";                       false; NUMBER;    a percent sign in quotes is print
            0\\%;                        false; NUMBER;    so is an escaped one
            0.0" of"%;                   false; PERCENT;   and this is none
            dd/mm/yyyy;                  true;  DATE;      a day
            dd.mm.yyyy hh:mm;            true;  DATE_TIME; with a time
            dd.mm.yyyy "Uhr";            true;  DATE;      letters in quotes are print
            [$-x-sysdate]dddd, mmmm dd;  true;  DATE;      letters of a locale too
            [$-809]dd mmmm yyyy;         true;  DATE;      a locale
            [h]:mm;                      true;  DATE_TIME; hours in all
            [m];                         true;  DATE_TIME; minutes in all
            mm:ss;                       true;  DATE_TIME; minutes and seconds
            [Red]dd/mm/yyyy;             true;  DATE;      a colour
            """)
    void a_format_code_is_read_as_excel_reads_it(String code, boolean date, NumberFormat.Shows shows, String why) {
        assertThat(NumberFormat.of(code, date).shows()).as(why).isEqualTo(shows);
    }

    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            7;    00000;           00007;      filled up
            7;    "INC"0000000;    INC0000007; with a text before it
            12;   \\T-000;       T-012;      or single letters
            1234; 000;             1234;       never cut
            -7;   000;             -7;         a number below zero is one
            7.5;  000;             7.5;        and so is one with a fraction
            7;    0;               7;          one digit fills nothing up
            """)
    void a_number_that_its_format_fills_up_is_what_the_sheet_shows(
            String stored, String format, String shown, String why) {
        assertThat(NumberFormat.of(format, false).cell(stored, false).text())
                .as(why)
                .isEqualTo(shown);
    }
}
