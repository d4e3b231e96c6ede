package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a port answers a datagram.
 *
 * <pre>{@code
 * UdpProbe.port(11211).send("version\r\n").expect("VERSION")
 * UdpProbe.port(53).sendHex("2a2a 0000 0001 0000 0000 0000 00 0006 0001").expectHex("2a2a")   // SOA of the root
 * }</pre>
 *
 * <p>Something must be sent: a port that says nothing to nothing cannot be told from a dead one. The first datagram
 * that comes back decides; it must hold what is expected, at any place. A port that is reported closed (ICMP port
 * unreachable) is {@link io.dnsfailover.model.Reason#REFUSED}, silence is
 * {@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT}. What routers say of the
 * way there does not reach us, and counts as silence. The datagram is sent once.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class UdpProbe implements ProbeSpec {
    /** The most bytes of a datagram, over IPv4. */
    public static final int MAX_BYTES = 65_507;

    private record Settings(
            int port, @Nullable Payload send, @Nullable Payload expect) {}

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
        return new UdpProbe(new Settings(port, null, null));
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
        return new UdpProbe(new Settings(settings.port, payload, settings.expect));
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

    private UdpProbe expect(Payload payload) {
        return new UdpProbe(new Settings(settings.port, settings.send, payload));
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
     * @return empty when that was forgotten, which is a violation
     */
    public Optional<Payload> sends() {
        return Optional.ofNullable(settings.send);
    }

    /**
     * What the answer must hold.
     *
     * @return empty when any answer passes
     */
    public Optional<Payload> expects() {
        return Optional.ofNullable(settings.expect);
    }

    /** Mistakes in {@code port}, {@code send}, {@code send-hex}, {@code expect} and {@code expect-hex}. */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        rules.require(settings.send != null, "send", "", "must be set: nothing answers to nothing");
        rules.payload("send", settings.send, MAX_BYTES);
        rules.payload("expect", settings.expect, MAX_BYTES);
        return rules.violations();
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
                + (settings.send == null ? "" : " send " + settings.send)
                + (settings.expect == null ? "" : " expect " + settings.expect);
    }
}
