package io.dnsfailover.examples.failoverd.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every key that a section knows. Whoever adds a key adds it here, to {@code docs/configuration.md}, to its reader and to
 * what {@code --check} prints; tests hold these four together.
 *
 * @param section what people call the section
 * @param names the keys, in the order in which they are printed
 */
record Keys(String section, List<String> names) {
    static final Keys FILE = keys(
            "the file",
            "locations",
            "probing",
            "brake",
            "doubt",
            "control-targets",
            "dns",
            "publishers",
            "journal",
            "defaults",
            "policies");
    static final Keys LOCATION = keys("a location", "id", "domain", "source");
    static final Keys PROBING = keys("probing", "max-per-target", "max-per-second");
    static final Keys BRAKE = keys("brake", "share", "minimum", "window");
    static final Keys DOUBT = keys("doubt", "share", "minimum");
    static final Keys CONTROL = keys("a control target", "id", "address", "target", "port", "probe");
    static final Keys DNS = keys("dns", "listen", "zones");
    static final Keys ZONE = keys("a zone", "zone", "nameservers", "contact", "ttl", "negative-ttl");
    static final Keys NAME_SERVER = keys("a name server", "name", "addresses");
    static final Keys RFC2136 = keys("an rfc2136 publisher", "type", "server", "key", "owner", "timeout");
    static final Keys KEY = keys("a key", "name", "algorithm", "secret-file");
    static final Keys JOURNAL = keys("journal", "directory", "max-segment", "segments");
    static final Keys POLICY = keys(
            "a policy",
            "name",
            "record",
            "ttl",
            "endpoints",
            "probe",
            "interval",
            "timeout",
            "confirm-after",
            "damping",
            "quorum",
            "failback",
            "all-down",
            "moves");
    static final Keys RECORD = keys("a record", "zone", "name", "type", "ttl");
    static final Keys ENDPOINT = keys("an endpoint", "id", "address", "target", "port");
    static final Keys DAMPING = keys("damping", "fall", "ok", "rise");
    static final Keys FAILBACK = keys("failback", "mode", "dwell");
    static final Keys ALL_DOWN = keys("all-down", "last-resort");
    static final Keys MOVES = keys("moves", "max", "per");
    static final Keys TCP = keys("a tcp probe", "type", "port", "send", "send-hex", "expect", "expect-hex");
    static final Keys UDP = keys("a udp probe", "type", "port", "send", "send-hex", "expect", "expect-hex");
    static final Keys HTTP = keys(
            "an http or https probe",
            "type",
            "port",
            "path",
            "host",
            "expect-status",
            "expect-body",
            "insecure",
            "redirects");
    static final Keys REDIRECTS = keys("redirects", "same-host");

    /** The types of a probe. */
    static final List<String> PROBE_TYPES = List.of("tcp", "udp", "http", "https");

    /** What {@code redirects} can be beside a mapping. */
    static final List<String> REDIRECT_WORDS = List.of("none");

    /** All of them, in the order in which {@code docs/configuration.md} explains them. */
    static final List<Keys> ALL = List.of(
            FILE,
            LOCATION,
            PROBING,
            BRAKE,
            DOUBT,
            CONTROL,
            DNS,
            ZONE,
            NAME_SERVER,
            RFC2136,
            KEY,
            JOURNAL,
            POLICY,
            RECORD,
            ENDPOINT,
            TCP,
            UDP,
            HTTP,
            REDIRECTS,
            DAMPING,
            FAILBACK,
            ALL_DOWN,
            MOVES);

    /** The keys of a probe. */
    static Keys probe(String type) {
        return switch (type) {
            case "tcp" -> TCP;
            case "udp" -> UDP;
            default -> HTTP;
        };
    }

    /** The keys of all probes. */
    static Keys anyProbe() {
        return new Keys(
                "a probe",
                Stream.of(TCP, UDP, HTTP)
                        .flatMap(keys -> keys.names().stream())
                        .distinct()
                        .toList());
    }

    private static Keys keys(String section, String... names) {
        return new Keys(section, List.of(names));
    }
}
