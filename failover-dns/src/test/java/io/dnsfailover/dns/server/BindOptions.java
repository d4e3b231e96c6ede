package io.dnsfailover.dns.server;

import java.nio.file.Path;

/** The options of every BIND here: one port of loopback, and no file outside of its directory. */
final class BindOptions {
    private BindOptions() {}

    static String text(Path directory, int port, boolean recursion) {
        return """
                options {
                  directory "%1$s";
                  pid-file "%1$s/pid";
                  session-keyfile "%1$s/session.key";
                  lock-file none;
                  listen-on port %2$d { 127.0.0.1; };
                  listen-on-v6 { none; };
                  recursion %3$s;
                  dnssec-validation no;
                  notify no;
                };
                """.formatted(directory, port, recursion ? "yes" : "no");
    }
}
