package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import io.dnsfailover.examples.failoverd.config.probe.Section;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every key that a section knows. Whoever adds a key adds it here (those of a probe to its
 * type), to {@code docs/configuration.md}, to its reader and to
 * what {@code --check} prints; tests hold these four together.
 *
 * @param section what people call the section
 * @param names the keys, in the order in which they are printed
 */
record Keys(String section, List<String> names) {
    static final Keys FILE = keys(
            "the file",
            "locations",
            "brake",
            "doubt",
            "control-targets",
            "prober",
            "dns",
            "publishers",
            "aname",
            "reconcile",
            "proof",
            "journal",
            "mail",
            "contacts",
            "webhooks",
            "notifications",
            "defaults",
            "policies");
    static final Keys LOCATION = keys("a location", "id", "domain", "source");
    static final Keys BRAKE = keys("brake", "share", "minimum", "window");
    static final Keys DOUBT = keys("doubt", "share", "minimum");
    static final Keys CONTROL = keys("a control target", "id", "address", "target", "port", "probe");
    static final Keys PROBER = keys(
            "prober", "max-per-target", "max-per-second", "allow", "credentials", "authorities", "client-certificates");
    static final Keys CREDENTIAL = keys("a credential", "name", "user", "secret-file");
    static final Keys AUTHORITY = keys("an authority", "name", "certificate-file");
    static final Keys CLIENT_CERTIFICATE = keys("a client certificate", "name", "certificate-file", "key-file");
    static final Keys DNS = keys(
            "dns",
            "listen",
            "zones",
            "udp-threads",
            "rate-limit",
            "tcp",
            "ttl-floor",
            "marks",
            "status",
            "remote-backend");
    static final Keys RATE_LIMIT = keys("a rate limit", "per-second", "slip", "ipv4-bits", "ipv6-bits", "exempt");
    static final Keys TCP = keys("tcp", "connections", "per-client", "idle");
    static final Keys ZONE = keys("a zone", "zone", "nameservers", "contact", "ttl", "negative-ttl");
    static final Keys NAME_SERVER = keys("a name server", "name", "addresses");
    static final Keys RFC2136 = keys("an rfc2136 publisher", "type", "server", "key", "owner", "timeout", "max-batch");
    static final Keys POWERDNS = keys(
            "a powerdns publisher",
            "type",
            "api",
            "dns",
            "key-file",
            "key-env",
            "tls",
            "certificate-file",
            "clear-text",
            "owner",
            "timeout",
            "max-batch");
    static final Keys KEY = keys("a key", "name", "algorithm", "secret-file");
    static final Keys HIDDEN_PRIMARY = keys(
            "a hidden-primary publisher",
            "type",
            "listen",
            "zones",
            "secondaries",
            "state-file",
            "owner",
            "max-transfers",
            "transfer-timeout",
            "idle-timeout");
    static final Keys FILE_PUBLISHER = keys("a file publisher", "type", "zones", "reload", "check", "owner", "timeout");
    static final Keys ZONE_FILE = keys("a zone file", "zone", "file");
    static final Keys SECONDARY = keys("a secondary", "notify", "from", "key");
    static final Keys ANAME = keys(
            "aname", "resolvers", "families", "floor", "ceiling", "timeout", "keep-last-good", "per-second", "allow");
    static final Keys RECONCILE = keys("reconcile", "every", "max-per-second", "diverged-after");
    static final Keys PROOF = keys("proof", "servers", "delegation", "providers", "timeout");
    static final Keys PROOF_SERVER = keys("an authoritative server", "zone", "name", "address", "provider");
    static final Keys DELEGATION = keys("delegation", "resolvers", "families", "port", "allow");
    static final Keys PROOF_PROVIDER = keys("a provider", "name", "servers");
    static final Keys JOURNAL = keys("journal", "directory", "max-segment", "segments");
    static final Keys MAIL =
            keys("mail", "host", "port", "security", "helo-name", "from", "from-name", "reply-to", "login", "deadline");
    static final Keys LOGIN = keys("a login", "user", "secret-file", "secret-env");
    static final Keys CONTACT = keys("a contact list", "name", "addresses");
    static final Keys WEBHOOK = keys(
            "a webhook",
            "name",
            "url-file",
            "url-env",
            "format",
            "secret-file",
            "secret-env",
            "deadline",
            "clear-text",
            "per-hour");
    static final Keys NOTIFICATIONS = keys(
            "notifications",
            "window",
            "per-hour",
            "digest",
            "attempts",
            "log",
            "routes",
            "maintenance",
            "traces",
            "incident-pages",
            "geo-database");
    static final Keys ROUTE = keys(
            "a route", "to", "policies", "kinds", "severity", "phase", "in-maintenance", "delay", "repeat", "messages");
    static final Keys MAINTENANCE =
            keys("a maintenance window", "policies", "from", "until", "days", "start", "length", "zone");
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
            "moves",
            "latency",
            "readiness",
            "drift");
    static final Keys RECORD = keys("a record", "zone", "name", "type", "ttl");
    static final Keys ENDPOINT = keys("an endpoint", "id", "address", "target", "port");
    static final Keys DAMPING = keys("damping", "fall", "ok", "rise");
    static final Keys FAILBACK = keys("failback", "mode", "dwell");
    static final Keys ALL_DOWN = keys("all-down", "last-resort");
    static final Keys MOVES = keys("moves", "max", "per");
    static final Keys LATENCY = keys("latency", "percentile", "of", "warn-above", "fail-above");

    /** All of them, in the order in which {@code docs/configuration.md} explains them. */
    static final List<Keys> ALL = Stream.of(
                    Stream.of(
                            FILE,
                            LOCATION,
                            BRAKE,
                            DOUBT,
                            CONTROL,
                            PROBER,
                            CREDENTIAL,
                            AUTHORITY,
                            CLIENT_CERTIFICATE,
                            DNS,
                            RATE_LIMIT,
                            TCP,
                            ZONE,
                            NAME_SERVER,
                            RFC2136,
                            KEY,
                            POWERDNS,
                            HIDDEN_PRIMARY,
                            SECONDARY,
                            FILE_PUBLISHER,
                            ZONE_FILE,
                            ANAME,
                            RECONCILE,
                            PROOF,
                            PROOF_SERVER,
                            DELEGATION,
                            PROOF_PROVIDER,
                            JOURNAL,
                            MAIL,
                            LOGIN,
                            CONTACT,
                            WEBHOOK,
                            NOTIFICATIONS,
                            ROUTE,
                            MAINTENANCE,
                            POLICY,
                            RECORD,
                            ENDPOINT),
                    ProbeTypes.sections().stream().map(Keys::of),
                    Stream.of(DAMPING, FAILBACK, ALL_DOWN, MOVES, LATENCY))
            .flatMap(keys -> keys)
            .toList();

    /** The keys of a part of a probe. */
    static Keys of(Section section) {
        return new Keys(section.name(), section.keys());
    }

    /** The keys of all publishers. */
    static Keys anyPublisher() {
        return new Keys(
                "a publisher",
                Stream.of(RFC2136, POWERDNS, HIDDEN_PRIMARY, FILE_PUBLISHER)
                        .flatMap(keys -> keys.names().stream())
                        .distinct()
                        .toList());
    }

    /** The keys of all probes. */
    static Keys anyProbe() {
        return new Keys(
                "a probe",
                ProbeTypes.words().stream()
                        .flatMap(word -> ProbeTypes.section(word).keys().stream())
                        .distinct()
                        .toList());
    }

    private static Keys keys(String section, String... names) {
        return new Keys(section, List.of(names));
    }
}
