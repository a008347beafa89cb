package org.scorekeeper.measure;

import org.scorekeeper.contract.Contract;

/**
 * Hears what becomes of each item while a contract is measured: for {@code explain} and {@code evidence}, which print what
 * the meters did. In an ordinary night nobody listens.
 */
public interface Witness {
    /**
     * An item was looked at; told once for each level, and for each side of a ratio.
     *
     * @param version the contract version whose level it is
     * @param level the level's id
     */
    void hear(Contract version, String level, ItemAccount account);
}
