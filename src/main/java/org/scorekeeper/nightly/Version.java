package org.scorekeeper.nightly;

/** Which release this is. */
public final class Version {
    private Version() {}

    /** As the build wrote it into the jar; "unpackaged" where it does not run from its jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
