package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
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
 * }</pre>
 *
 * <p>What is expected may come at any place of what the endpoint sends, and before or after what we send; it must come
 * within the first {@value #MAX_EXPECT_BYTES} bytes. Without an expectation the check passes when the connection stands
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

    private record Settings(
            int port, @Nullable Payload send, @Nullable Payload expect) {}

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
        return new TcpProbe(new Settings(port, null, null));
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
        return new TcpProbe(new Settings(settings.port, payload, settings.expect));
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

    private TcpProbe expect(Payload payload) {
        return new TcpProbe(new Settings(settings.port, settings.send, payload));
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
     * What must come.
     *
     * @return empty for nothing
     */
    public Optional<Payload> expects() {
        return Optional.ofNullable(settings.expect);
    }

    /** Mistakes in {@code port}, {@code send}, {@code send-hex}, {@code expect} and {@code expect-hex}. */
    @Override
    public List<Violation> violations() {
        Rules rules = new Rules();
        rules.port(settings.port);
        rules.payload("send", settings.send, MAX_SEND_BYTES);
        rules.payload("expect", settings.expect, MAX_EXPECT_BYTES);
        return rules.violations();
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
                + (settings.send == null ? "" : " send " + settings.send)
                + (settings.expect == null ? "" : " expect " + settings.expect);
    }
}
