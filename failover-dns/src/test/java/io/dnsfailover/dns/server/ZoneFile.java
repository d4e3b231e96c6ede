package io.dnsfailover.dns.server;

import java.util.List;

/** The text of a zone to begin with. */
final class ZoneFile {
    private ZoneFile() {}

    static String text(List<String> records) {
        return """
                $ORIGIN example.com.
                $TTL 300
                @ SOA ns1 hostmaster 1 3600 600 86400 60
                @ NS ns1
                ns1 A 127.0.0.1
                """ + String.join("\n", records) + "\n";
    }
}
