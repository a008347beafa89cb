package org.scorekeeper.publish.told;

import java.util.Locale;
import java.util.Set;

/** What a country prints on. */
public enum Paper {
    /** Almost everybody. */
    A4,
    /** Mostly the Americas. */
    LETTER;

    private static final Set<String> ON_LETTER =
            Set.of("US", "CA", "MX", "CL", "CO", "CR", "GT", "PA", "PH", "PR", "SV", "VE");

    /** That of a locale's country; A4 where it names none. */
    public static Paper of(Locale locale) {
        return ON_LETTER.contains(locale.getCountry()) ? LETTER : A4;
    }
}
