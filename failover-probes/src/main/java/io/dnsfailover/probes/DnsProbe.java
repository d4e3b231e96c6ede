package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.DnsAsk;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Checks that a name server answers a question as it should.
 *
 * <pre>{@code
 * DnsProbe.ask("www.example.com.", DnsProbe.Type.A)                                  // has an address
 * DnsProbe.ask("www.example.com.", DnsProbe.Type.A).expect(Match.EQUALS, "192.0.2.10", "192.0.2.11")
 * DnsProbe.ask("example.com.", DnsProbe.Type.SOA).overTcp()
 * DnsProbe.ask("gone.example.com.", DnsProbe.Type.A).rcodes(Rcode.NXDOMAIN)
 * }</pre>
 *
 * <p>Asks once over UDP, and over TCP when the answer says that it did not fit. The number of the question and its port are random; what
 * does not repeat number and question is not the answer, and is waited through. An answer is the records of the asked type at the
 * name, or at what the answer says it is an alias of. Without an expectation there must be one at least. Silence is
 * {@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT}, another response code
 * {@link io.dnsfailover.model.Reason#STATUS}, other records {@link io.dnsfailover.model.Reason#CONTENT}. The status of the result is the response code.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class DnsProbe implements ProbeSpec {
    /** The types of records that can be asked for. */
    public enum Type {
        /** IPv4 addresses. */
        A(1),
        /** IPv6 addresses. */
        AAAA(28),
        /** An alias: its target. */
        CNAME(5),
        /** Mail exchangers: {@code 10 mail.example.com.}. */
        MX(15),
        /** Name servers. */
        NS(2),
        /** The name of an address. */
        PTR(12),
        /** The start of authority: both names and five numbers. */
        SOA(6),
        /** Services: priority, weight, port, target. */
        SRV(33),
        /** Texts: the strings of a record put together. */
        TXT(16);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /** The response codes that can be expected. */
    public enum Rcode {
        /** The name exists; there may be no such record. */
        NOERROR(0),
        /** The server did not understand. */
        FORMERR(1),
        /** The server could not find out. */
        SERVFAIL(2),
        /** The name does not exist. */
        NXDOMAIN(3),
        /** The server cannot do that. */
        NOTIMP(4),
        /** The server does not want to. */
        REFUSED(5);

        private final int number;

        Rcode(int number) {
            this.number = number;
        }
    }

    /** How answers are compared with those that are expected. Order and doubles do not count. */
    public enum Match {
        /** The answers are those expected, and no others. */
        EQUALS,
        /** All that are expected are among the answers. */
        CONTAINS,
        /** Every answer is one of those expected, and there is one. */
        ONE_OF,
        /** Some answer is one of those expected. */
        ANY_MATCH
    }

    /** The most answers that can be expected. */
    public static final int MAX_EXPECTED = 64;

    private static final int PORT = 53;

    private record Settings(
            int port, String name, Type type, Match match, List<String> expected, Set<Rcode> rcodes, Mode mode) {}

    private record Mode(boolean tcp, boolean recursion) {}

    private final Settings settings;

    private DnsProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * Asks on port 53, over UDP, with recursion desired, and wants an answer.
     *
     * @param name an absolute name
     * @param type what to ask for
     * @return the specification
     */
    public static DnsProbe ask(String name, Type type) {
        return new DnsProbe(new Settings(
                PORT, name, type, Match.CONTAINS, List.of(), Set.of(Rcode.NOERROR), new Mode(false, true)));
    }

    private DnsProbe with(UnaryOperator<Settings> change) {
        return new DnsProbe(change.apply(settings));
    }

    /**
     * Another port.
     *
     * @param port 1 to 65535, for endpoints without a port of their own; 53 by default
     * @return a copy
     */
    public DnsProbe port(int port) {
        return with(s -> new Settings(port, s.name, s.type, s.match, s.expected, s.rcodes, s.mode));
    }

    /**
     * Compares the answers.
     *
     * @param match how
     * @param answers 1 to {@value #MAX_EXPECTED} as zone files write them, with absolute names; addresses in any notation of
     *     theirs; replaces what was expected
     * @return a copy
     */
    public DnsProbe expect(Match match, String... answers) {
        List<String> expected = List.of(answers);
        return with(s -> new Settings(s.port, s.name, s.type, match, expected, s.rcodes, s.mode));
    }

    /**
     * Passes on these response codes. With {@link Rcode#NOERROR} answers are wanted as expected; with others they are not looked at.
     *
     * @param rcodes at least one; {@link Rcode#NOERROR} by default; replaces what was set
     * @return a copy
     */
    public DnsProbe rcodes(Rcode... rcodes) {
        Set<Rcode> all = Set.copyOf(new TreeSet<>(List.of(rcodes)));
        return with(s -> new Settings(s.port, s.name, s.type, s.match, s.expected, all, s.mode));
    }

    /**
     * Asks over TCP from the start.
     *
     * @return a copy
     */
    public DnsProbe overTcp() {
        return with(s ->
                new Settings(s.port, s.name, s.type, s.match, s.expected, s.rcodes, new Mode(true, s.mode.recursion)));
    }

    /**
     * Asks only for what the server itself knows: an authoritative server answers all the same, a resolver from its cache at most.
     *
     * @return a copy
     */
    public DnsProbe withoutRecursion() {
        return with(
                s -> new Settings(s.port, s.name, s.type, s.match, s.expected, s.rcodes, new Mode(s.mode.tcp, false)));
    }

    @Override
    public String type() {
        return "dns";
    }

    @Override
    public int port() {
        return settings.port;
    }

    /**
     * The name that is asked for.
     *
     * @return as it was written
     */
    public String name() {
        return settings.name;
    }

    /**
     * The type that is asked for.
     *
     * @return the type
     */
    public Type recordType() {
        return settings.type;
    }

    /**
     * How answers are compared.
     *
     * @return meaningless while {@link #expected()} is empty
     */
    public Match match() {
        return settings.match;
    }

    /**
     * What answers are compared with.
     *
     * @return as they were written; empty when any answer will do
     */
    public List<String> expected() {
        return settings.expected;
    }

    /**
     * The response codes that pass.
     *
     * @return in their own order
     */
    public List<Rcode> expectedRcodes() {
        return settings.rcodes.stream().sorted().toList();
    }

    /**
     * Tells whether it asks over TCP from the start.
     *
     * @return false by default
     */
    public boolean isOverTcp() {
        return settings.mode.tcp;
    }

    /**
     * Tells whether the server may ask others.
     *
     * @return true by default
     */
    public boolean isRecursive() {
        return settings.mode.recursion;
    }

    /** Mistakes in {@code port}, {@code name}, {@code expect} and {@code rcodes}. */
    @Override
    public List<Violation> violations() {
        return DnsRules.violations(this);
    }

    Ask ask() {
        Set<Integer> rcodes = new TreeSet<>();
        settings.rcodes.forEach(rcode -> rcodes.add(rcode.number));
        return new DnsAsk(
                settings.name.toLowerCase(Locale.ROOT),
                settings.type.number,
                settings.mode.recursion,
                settings.mode.tcp,
                Set.copyOf(rcodes),
                DnsRules.judge(this),
                settings.expected.isEmpty() ? "empty" : settings.match + " " + settings.expected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DnsProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code dns port 53 A 'www.example.com.' EQUALS [192.0.2.10]}. */
    @Override
    public String toString() {
        return "dns port " + settings.port
                + (settings.mode.tcp ? " over TCP " : " ") + settings.type + " '" + Printable.of(settings.name) + "'"
                + (settings.mode.recursion ? "" : " without recursion")
                + (settings.expected.isEmpty()
                        ? ""
                        : " " + settings.match + " " + Printable.of(settings.expected.toString()))
                + (expectedRcodes().equals(List.of(Rcode.NOERROR)) ? "" : " rcodes " + expectedRcodes());
    }
}
