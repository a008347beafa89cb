package org.scorekeeper.deliver;

/** A password. It says itself to whoever asks for it, and to no log, error or manifest. */
public final class Secret {
    private final String text;

    /** Hides a text. */
    public Secret(String text) {
        this.text = text;
    }

    /** The password itself. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "…";
    }
}
