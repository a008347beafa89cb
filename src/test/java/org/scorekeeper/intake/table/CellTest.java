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
            0.5;                h:mm;            false; 1899-12-31 12:00; a time of day alone
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
            General;                     false; PLAIN;     a number
            0.00%;                       false; PERCENT;   a percentage
            0" %";                       false; PLAIN;     a percent sign in quotes is print
            0\\%;                        false; PLAIN;     so is an escaped one
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
    void a_format_code_is_read_as_excel_reads_it(String code, boolean date, NumberFormat format, String why) {
        assertThat(NumberFormat.of(code, date)).as(why).isEqualTo(format);
    }
}
