package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.BytePattern;
import io.dnsfailover.probes.internal.TcpAsk;
import io.dnsfailover.probes.internal.Wanted;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a port takes connections, and if asked to, what it says.
 *
 * <pre>{@code
 * TcpProbe.port(443)                                     // connects
 * TcpProbe.port(22).expect("SSH-2.0-")                   // connects and waits for the banner
 * TcpProbe.port(6379).send("PING\r\n").expect("+PONG")   // asks and waits for the answer
 * TcpProbe.port(21).banner("220 ").send("NOOP\r\n").expectPattern("(?m)^2\\d\\d ")   // speaks when spoken to
 * }</pre>
 *
 * <p>What is expected may come at any place of what the endpoint sends (after the banner, if one is waited for), and before or after
 * what we send; it must come within the first {@value #MAX_EXPECT_BYTES} bytes. Without an expectation the check passes when the connection stands
 * and everything is sent. The connection is closed with a reset, except after sending without an expectation: a
 * reset could overtake what was sent.
 *
 * <p>An immutable value. Mistakes are collected by {@link #violations()}, never thrown.
 */
public final class TcpProbe implements ProbeSpec {
    /** The most bytes that can be sent. */
    public static final int MAX_SEND_BYTES = 64 * 1024;

    /** The most bytes that can be expected, and the most that are read. */
    public static final int MAX_EXPECT_BYTES = 64 * 1024;

    /** A pattern must match within as many of the first bytes that come. */
    public static final int MAX_PATTERN_BYTES = 16 * 1024;

    /** The most characters of a pattern. */
    public static final int MAX_PATTERN_CHARS = 256;

    private record Settings(
            int port, @Nullable String banner, @Nullable Payload send, boolean halfClose, Expectation expect) {}

    private final Settings settings;

    private TcpProbe(Settings settings) {
        this.settings = settings;
    }

    /**
     * A check that connects.
     *
     * @param port 1 to 65535, for endpoints without a port of their own
     * @return the specification
     */
    public static TcpProbe port(int port) {
        return new TcpProbe(new Settings(port, null, null, false, Expectation.NOTHING));
    }

    /**
     * Sends a text.
     *
     * @param text 1 to {@value #MAX_SEND_BYTES} bytes in UTF-8; replaces what was to be sent
     * @return a copy
     */
    public TcpProbe send(String text) {
        return send(Payload.text(text));
    }

    /**
     * Sends bytes.
     *
     * @param digits 1 to {@value #MAX_SEND_BYTES} bytes in hexadecimal; replaces what was to be sent
     * @return a copy
     */
    public TcpProbe sendHex(String digits) {
        return send(Payload.hex(digits));
    }

    private TcpProbe send(Payload payload) {
        return new TcpProbe(new Settings(settings.port, settings.banner, payload, settings.halfClose, settings.expect));
    }

    /**
     * Waits for a text.
     *
     * @param text 1 to {@value #MAX_EXPECT_BYTES} bytes in UTF-8, compared byte by byte; replaces what was expected
     * @return a copy
     */
    public TcpProbe expect(String text) {
        return expect(Payload.text(text));
    }

    /**
     * Waits for bytes.
     *
     * @param digits 1 to {@value #MAX_EXPECT_BYTES} bytes in hexadecimal; replaces what was expected
     * @return a copy
     */
    public TcpProbe expectHex(String digits) {
        return expect(Payload.hex(digits));
    }

    /**
     * Waits for what a regular expression describes.
     *
     * @param re2 in the syntax of RE2, 1 to {@value #MAX_PATTERN_CHARS} characters, of a bounded complexity; looked for anywhere in
     *     the first {@value #MAX_PATTERN_BYTES} bytes that come, read as UTF-8, where {@code ^} is its start and {@code $} the end of what has come so far; replaces
     *     what was expected
     * @return a copy
     */
    public TcpProbe expectPattern(String re2) {
        return expect(Expectation.pattern(re2));
    }

    private TcpProbe expect(Payload payload) {
        return expect(Expectation.bytes(payload));
    }

    private TcpProbe expect(Expectation expectation) {
        return new TcpProbe(
                new Settings(settings.port, settings.banner, settings.send, settings.halfClose, expectation));
    }

    /**
     * Waits for a banner before anything is sent, as protocols want in which the server speaks first. What is expected must
     * come after it.
     *
     * @param text 1 to {@value #MAX_EXPECT_BYTES} bytes in UTF-8, compared byte by byte
     * @return a copy
     */
    public TcpProbe banner(String text) {
        return new TcpProbe(new Settings(settings.port, text, settings.send, settings.halfClose, settings.expect));
    }

    /**
     * Closes our side of the connection when everything is sent, as protocols want in which that ends the question. Needs
     * something to expect.
     *
     * @return a copy
     */
    public TcpProbe halfClose() {
        return new TcpProbe(new Settings(settings.port, settings.banner, settings.send, true, settings.expect));
    }

    @Override
    public String type() {
        return "tcp";
    }

    @Override
    public int port() {
        return settings.port;
    }

    /**
     * What is sent.
     *
     * @return empty for nothing
     */
    public Optional<Payload> sends() {
        return Optional.ofNullable(settings.send);
    }

    /**
     * What must come, as bytes.
     *
     * @return empty for nothing, or for a pattern
     */
    public Optional<Payload> expects() {
        return Optional.ofNullable(settings.expect.bytes());
    }

    /**
     * What must come, as a pattern.
     *
     * @return empty for nothing, or for bytes
     */
    public Optional<String> expectsPattern() {
        return Optional.ofNullable(settings.expect.pattern());
    }

    /**
     * What must come before anything is sent.
     *
     * @return empty for nothing
     */
    public Optional<String> expectsBanner() {
        return Optional.ofNullable(settings.banner);
    }

    /**
     * Tells whether our side is closed when everything is sent.
     *
     * @return false by default
     */
    public boolean isHalfClosed() {
        return settings.halfClose;
    }

    /**
     * Mistakes in {@code port}, {@code banner}, {@code send}, {@code send-hex}, {@code half-close}, {@code expect}, {@code expect-hex}
     * and {@code expect-pattern}.
     */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        rules.payload("banner", settings.banner == null ? null : Payload.text(settings.banner), MAX_EXPECT_BYTES);
        rules.payload("send", settings.send, MAX_SEND_BYTES);
        rules.require(
                !settings.halfClose || !settings.expect.equals(Expectation.NOTHING),
                "half-close",
                "true",
                "needs something to expect");
        settings.expect.check(rules, MAX_EXPECT_BYTES);
        return rules.violations();
    }

    Ask ask() {
        ByteBuffer send = ByteBuffer.wrap(settings.send == null ? new byte[0] : settings.send.bytes());
        Wanted banner = settings.banner == null
                ? null
                : new BytePattern(Payload.text(settings.banner).bytes());
        return new TcpAsk(banner, send.asReadOnlyBuffer(), settings.halfClose, settings.expect.wanted());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TcpProbe probe && settings.equals(probe.settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }

    /** Such as {@code tcp port 6379 send 'PING' expect '+PONG'}. */
    @Override
    public String toString() {
        return "tcp port " + settings.port
                + (settings.banner == null ? "" : " banner " + Payload.text(settings.banner))
                + (settings.send == null ? "" : " send " + settings.send)
                + (settings.halfClose ? " half-close" : "")
                + settings.expect;
    }
}
