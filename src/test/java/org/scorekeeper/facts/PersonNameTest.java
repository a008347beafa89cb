package org.scorekeeper.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Anna Weber                            | AW   | given name, family name
            anna weber                            | AW   | written small
            Weber, Anna                           | AW   | the family name first, told by its comma
            Weber-Roth, Anna Maria                | AMWR | double names have all their letters
            Jean-Luc de la Tour                   | JLDLT | and so have particles
            Anna  Weber                           | AW   | spaces as they come
            Sukarno                               | S    | one name only
            Bo                                    | B    | a short one
            A. Weber                              | AW   | a letter already
            AW                                    | AW   | initials already
            É. Zola                               | ÉZ   | letters with accents
            Øyvind Ås                             | ØÅ   | letters beyond
            Łukasz Żółkiewski                     | ŁŻ   | Polish
            Юрий Гагарин                          | ЮГ   | Cyrillic
            李 小龍                                | 李小  | a script without capitals
            𝒜nna Weber                            | 𝒜W   | a letter of two code units
            D'Arcy O'Neill                        | DO   | an apostrophe parts no name
            anna.weber@acme.example               | AW   | an address: what stands before the sign
            <anna_weber-roth@acme.example>        | AWR  | in brackets
            Anna Weber <a.weber@acme.example>     | AW   | a name with an address
            Anna Weber (Northwind)                | AW   | the firm is not the name
            Weber, Anna (aweber)                  | AW   | nor is a login
            ACME\\aweber                           | A    | a login of a domain
            aweber                                | A    | a login
            jdoe42                                | J    | a login with more letters than digits
            Anna Weber 2                          | AW   | a number beside a name
            EMP-1042                              | EMP-1042 | a personnel number is no name
            10423                                 | 10423 | nor is any other
            (Anna Weber)                          | AW   | nothing but what is in brackets
            Anna, Maria, Weber                    | AMW  | too many commas to tell an order
            …                                     | ?    | no letter at all
            """)
    void initials(String name, String initials, String why) {
        assertThat(PersonName.initials(name)).as(why).isEqualTo(initials);
    }

    @Test
    void what_cannot_be_seen_is_no_part_of_a_name() {
        assertThat(PersonName.initials("\u200eAnna\u00a0Weber\u200f")).isEqualTo("AW");
        assertThat(PersonName.initials("E\u0301. Zola"))
                .as("put together of two characters")
                .isEqualTo("\u00c9Z");
    }

    @Test
    void a_pseudonym_is_the_same_for_a_vendors_name_and_another_for_any_other() {
        List<String> names = List.of("Anna Weber", "anna weber", "Weber, Anna", "Anna Webber");

        assertThat(names.stream().map(name -> PersonName.pseudonym("acme", name)))
                .doesNotHaveDuplicates()
                .allMatch(word -> word.matches("P-[0-9a-f]{8}"))
                .doesNotContain(PersonName.pseudonym("beta", "Anna Weber"));
        assertThat(PersonName.pseudonym("acme", " Anna Weber ")).isEqualTo(PersonName.pseudonym("acme", "Anna Weber"));
        assertThat(PersonName.pseudonym("acme", "EMP-1042")).as("no name").isEqualTo("EMP-1042");
    }
}
