package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.UdpAsk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a port answers a datagram.
 *
 * <pre>{@code
 * UdpProbe.port(11211).send("version\r\n").expect("VERSION")
 * UdpProbe.ntp()                                       // has the time
 * UdpProbe.sip()                                       // answers OPTIONS
 * UdpProbe.port(514).send("x").silencePasses()         // nobody says that the port is closed
 * }</pre>
 *
 * <p>Something must be sent: a port that says nothing to nothing cannot be told from a dead one. The first datagram
 * that comes back decides; it must hold what is expected, at any place. A port that is reported closed (ICMP port
 * unreachable) is {@link io.dnsfailover.model.Reason#REFUSED}, silence is
 * {@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT} unless {@link #silencePasses()} was asked for. What routers say of the
 * way there does not reach us, and counts as silence. The datagram is sent once.
 *
 * <p>For name servers there is {@link DnsProbe}.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class UdpProbe implements ProbeSpec {
    /** The most bytes of a datagram, over IPv4. */
    public static final int MAX_BYTES = 65_507;

    /** What is said. */
    public enum Preset {
        /** What the check is told to send. */
        NONE,
        /**
         * NTP version 4 as a client (RFC 5905). Passes when a server that is synchronized tells the time; one that turns us
         * away or has no time itself fails.
         */
        NTP,
        /**
         * SIP OPTIONS (RFC 3261 section 11). Passes on any final answer below 500, also one that wants credentials; provisional
         * answers are waited through.
         */
        SIP
    }

    private static final int NTP_PORT = 123;
    private static final int SIP_PORT = 5060;

    private record Settings(
            int port, Preset preset, @Nullable Payload send, Expectation expect, boolean silencePasses) {}

    private final Settings settings;

    private UdpProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * A check of a port, which needs something to send.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @return the specification
     */
    public static UdpProbe port(int port) {
        return new UdpProbe(new Settings(port, Preset.NONE, null, Expectation.NOTHING, false));
    }

    /**
     * Sends a text.
     *
     * @param text 1 to {@value #MAX_BYTES} bytes in UTF-8; replaces what was to be sent
     * @return a copy
     */
    public UdpProbe send(String text) {
        return send(Payload.text(text));
    }

    /**
     * Sends bytes.
     *
     * @param digits 1 to {@value #MAX_BYTES} bytes in hexadecimal; replaces what was to be sent
     * @return a copy
     */
    public UdpProbe sendHex(String digits) {
        return send(Payload.hex(digits));
    }

    private UdpProbe send(Payload payload) {
        return new UdpProbe(
                new Settings(settings.port, settings.preset, payload, settings.expect, settings.silencePasses));
    }

    /**
     * The answer must hold a text; without an expectation any answer passes.
     *
     * @param text 1 to {@value #MAX_BYTES} bytes in UTF-8, compared byte by byte; replaces what was expected
     * @return a copy
     */
    public UdpProbe expect(String text) {
        return expect(Payload.text(text));
    }

    /**
     * The answer must hold bytes.
     *
     * @param digits 1 to {@value #MAX_BYTES} bytes in hexadecimal; replaces what was expected
     * @return a copy
     */
    public UdpProbe expectHex(String digits) {
        return expect(Payload.hex(digits));
    }

    /**
     * The answer must match a regular expression.
     *
     * @param re2 in the syntax of RE2, 1 to {@value TcpProbe#MAX_PATTERN_CHARS} characters, of a bounded complexity; looked for anywhere
     *     in the first {@value TcpProbe#MAX_PATTERN_BYTES} bytes of the datagram, read as UTF-8; replaces what was expected
     * @return a copy
     */
    public UdpProbe expectPattern(String re2) {
        return expect(Expectation.pattern(re2));
    }

    private UdpProbe expect(Payload payload) {
        return expect(Expectation.bytes(payload));
    }

    private UdpProbe expect(Expectation expectation) {
        return new UdpProbe(
                new Settings(settings.port, settings.preset, settings.send, expectation, settings.silencePasses));
    }

    /**
     * Passes when no answer comes until the deadline, for services that never answer strangers. Then only a port that is
     * reported closed fails, and a wrong answer: <b>a machine that is gone passes</b>. Combine it with a check that
     * sees that. Every such check takes the whole timeout.
     *
     * @return a copy
     */
    public UdpProbe silencePasses() {
        return new UdpProbe(new Settings(settings.port, settings.preset, settings.send, settings.expect, true));
    }

    /**
     * Whether an NTP server on port 123 has the time; see {@link Preset#NTP}.
     *
     * @return the specification
     */
    public static UdpProbe ntp() {
        return preset(NTP_PORT, Preset.NTP);
    }

    /**
     * Whether a SIP element on port 5060 answers OPTIONS; see {@link Preset#SIP}.
     *
     * @return the specification
     */
    public static UdpProbe sip() {
        return preset(SIP_PORT, Preset.SIP);
    }

    /**
     * A preset on another port.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @param preset what is said; with {@link Preset#NONE} the same as {@link #port}
     * @return the specification
     */
    public static UdpProbe preset(int port, Preset preset) {
        return new UdpProbe(new Settings(port, preset, null, Expectation.NOTHING, false));
    }

    @Override
    public String type() {
        return "udp";
    }

    @Override
    public int port() {
        return settings.port;
    }

    /**
     * What is sent.
     *
     * @return empty for a preset; without one that is a violation
     */
    public Optional<Payload> sends() {
        return Optional.ofNullable(settings.send);
    }

    /**
     * What the answer must hold, as bytes.
     *
     * @return empty when any answer passes, or for a pattern
     */
    public Optional<Payload> expects() {
        return Optional.ofNullable(settings.expect.bytes());
    }

    /**
     * What the answer must hold, as a pattern.
     *
     * @return empty when any answer passes, or for bytes
     */
    public Optional<String> expectsPattern() {
        return Optional.ofNullable(settings.expect.pattern());
    }

    /**
     * What is said.
     *
     * @return {@link Preset#NONE} by default
     */
    public Preset preset() {
        return settings.preset;
    }

    /**
     * Tells whether no answer is a good one.
     *
     * @return false by default
     */
    public boolean passesOnSilence() {
        return settings.silencePasses;
    }

    /**
     * Mistakes in {@code port}, {@code preset}, {@code send}, {@code send-hex}, {@code expect}, {@code expect-hex}, {@code expect-pattern}
     * and {@code silence-passes}.
     */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        if (settings.preset == Preset.NONE) {
            rules.require(settings.send != null, "send", "", "must be set: nothing answers to nothing");
        } else {
            boolean alone = settings.send == null && settings.expect.equals(Expectation.NOTHING);
            String preset = settings.preset.name().toLowerCase(Locale.ROOT);
            rules.require(alone, "preset", preset, "says itself what is sent and expected");
            rules.require(!settings.silencePasses, "silence-passes", "true", "means nothing with the preset " + preset);
        }
        rules.payload("send", settings.send, MAX_BYTES);
        settings.expect.check(rules, MAX_BYTES);
        return rules.violations();
    }

    Ask ask() {
        return switch (settings.preset) {
            case NTP -> UdpAsk.ntp();
            case SIP -> UdpAsk.sip();
            case NONE -> {
                ByteBuffer send = ByteBuffer.wrap(settings.send == null ? new byte[0] : settings.send.bytes());
                yield UdpAsk.of(send.asReadOnlyBuffer(), settings.expect.wanted(), settings.silencePasses);
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UdpProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code udp port 53 send hex 2a2a expect 'x'}. */
    @Override
    public String toString() {
        return "udp port " + settings.port
                + (settings.preset == Preset.NONE
                        ? ""
                        : " preset " + settings.preset.name().toLowerCase(Locale.ROOT))
                + (settings.send == null ? "" : " send " + settings.send)
                + settings.expect
                + (settings.silencePasses ? " silence-passes" : "");
    }
}
