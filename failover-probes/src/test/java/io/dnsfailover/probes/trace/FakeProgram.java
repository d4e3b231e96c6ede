package io.dnsfailover.probes.trace;

import io.dnsfailover.probes.TestScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return TestScript.executable(Files.createTempFile(directory, "trace", ".sh"), "#!/bin/sh\n" + lines + "\n");
    }
}
