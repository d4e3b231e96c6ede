package io.dnsfailover.probes.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A script that stands in for a traceroute. It calls itself the one of Linux, unless it says otherwise. */
final class FakeProgram {
    static final String LINUX = "Modern traceroute for Linux, version 2.1.2";

    private FakeProgram() {}

    /** A script of the given lines, which run when it is not asked for its version. */
    static Path script(Path directory, String lines) throws IOException {
        return script(directory, LINUX, lines);
    }

    static Path script(Path directory, String version, String lines) throws IOException {
        return raw(directory, "[ \"$1\" = --version ] && { echo '" + version + "'; exit; }\n" + lines);
    }

    static Path raw(Path directory, String lines) throws IOException {
        Path script = Files.createTempFile(directory, "trace", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }
}
