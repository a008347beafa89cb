package org.scorekeeper.contract;

import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code finance: { ubl: … }}: the UBL 2.1 document that each issued period gets. */
public enum Ubl {
    /** The customer writes, in the vendor's place, the credit note that the vendor owes. */
    SELF_BILLED_CREDIT_NOTE("self-billed-credit-note"),
    /** The customer claims what the vendor owes. */
    DEBIT_NOTE("debit-note");

    private final String code;

    Ubl(String code) {
        this.code = code;
    }

    /** The word that contracts and files use. */
    public String code() {
        return code;
    }

    /**
     * The kind of a word.
     *
     * @throws IllegalArgumentException naming the words that there are
     */
    public static Ubl of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + code + "\" is no document. Write "
                        + Arrays.stream(values()).map(Ubl::code).collect(Collectors.joining(" or ")) + "."));
    }
}
