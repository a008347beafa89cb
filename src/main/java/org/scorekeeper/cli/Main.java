package org.scorekeeper.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and exits with its code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.out.println(args.length);
    }
}
