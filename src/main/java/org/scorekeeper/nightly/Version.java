package org.scorekeeper.nightly;

import java.io.File;
import java.net.URL;
import java.security.CodeSource;

/** Which release this is. */
public final class Version {
    private Version() {}

    /** Tells builds apart, too: files may be read in another way after each of them. */
    static String build() {
        CodeSource source = Version.class.getProtectionDomain().getCodeSource();
        URL jar = source == null ? null : source.getLocation();
        return text() + (jar == null ? "" : " " + new File(jar.getPath()).lastModified());
    }

    /** As the build wrote it into the jar; "unpackaged" where it does not run from its jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
