package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Connects, waits for a banner, sends, and waits for what is expected: whatever of these is asked for. */
final class TcpConversation implements Conversation, Connection.Talker {
    /** An endpoint that has sent this much without the expected bytes fails. */
    static final int MAX_RECEIVED_BYTES = 64 * 1024;

    private final Check check;
    private final TcpAsk ask;
    private final Way way;
    private final ByteBuffer unsent;
    private final Connection connection;
    private Wanted.@Nullable Search banner;
    private Wanted.@Nullable Search expected;
    private boolean found;
    private boolean closed;
    private int received;
    private String quoted = "";

    TcpConversation(Check check, TcpAsk ask, Way way) {
        this.check = check;
        this.ask = ask;
        this.way = way;
        this.connection = new Connection(check, this);
        this.unsent = ask.send().duplicate();
        this.banner = ask.banner() == null ? null : ask.banner().begin();
        this.expected = ask.expect() == null ? null : ask.expect().begin();
    }

    @Override
    public void start(InetAddress address) {
        connection.open(new InetSocketAddress(address, way.port()), way.source(), resets());
    }

    /**
     * Whether the connection is closed with a reset, which leaves no local port in TIME_WAIT: right as soon as nothing
     * is under way that a reset could destroy. What we sent without waiting for an answer is.
     */
    private boolean resets() {
        return !ask.send().hasRemaining() || expected != null;
    }

    @Override
    public void connected() throws IOException {
        if (unsent.hasRemaining()) {
            connection.set(StandardSocketOptions.TCP_NODELAY, true);
        }
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
        writable();
    }

    @Override
    public void writable() throws IOException {
        boolean may = banner == null;
        if (may && unsent.hasRemaining()) {
            connection.write(unsent);
        }
        if (may && !unsent.hasRemaining() && ask.halfClose() && !closed) {
            closed = true;
            connection.halfClose();
        }
        judge();
        if (!check.ended()) {
            int reading = may && expected == null ? 0 : SelectionKey.OP_READ;
            connection.await(may && unsent.hasRemaining() ? reading | SelectionKey.OP_WRITE : reading);
        }
    }

    @Override
    public void readable() throws IOException {
        ByteBuffer buffer = check.loop().buffer();
        int count = connection.read(buffer);
        if (count == 0) {
            return;
        }
        if (count < 0) {
            end();
            return;
        }
        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
        buffer.flip().limit(Math.min(count, MAX_RECEIVED_BYTES - received));
        if (received == 0) {
            quoted = Sockets.quote(buffer);
        }
        received += buffer.remaining();
        if (banner != null && banner.find(buffer)) {
            banner = null;
            writable();
        }
        if (banner == null && expected != null) {
            found = expected.find(buffer);
        }
        judge();
    }

    private void judge() {
        if (banner == null && !unsent.hasRemaining() && (expected == null || found)) {
            check.end(
                    Reason.EXPECTED,
                    received == 0 ? "connected" : expected == null ? "the banner came" : "the expected bytes came");
        } else if (received >= MAX_RECEIVED_BYTES && (banner != null || (expected != null && !found))) {
            check.end(
                    Reason.TOO_LARGE,
                    "the first " + MAX_RECEIVED_BYTES + " bytes are without the expected ones: " + quoted);
        }
    }

    /** The endpoint has closed its side. */
    private void end() {
        found = found || (banner == null && expected != null && expected.end());
        if (received == 0) {
            check.end(Reason.CLOSED, "closed without a byte");
        } else if (unsent.hasRemaining() && banner == null) {
            check.end(Reason.CLOSED, "closed before all was sent");
        } else if (found) {
            judge();
        } else {
            check.end(Reason.CONTENT, "closed after " + received + " bytes without the expected ones: " + quoted);
        }
    }

    @Override
    public Finding late() {
        if (!connection.isStanding()) {
            return connection.late();
        }
        String within = " within " + check.patience();
        if (received > 0) {
            if (banner == null && expected != null && !unsent.hasRemaining() && expected.end()) {
                return Finding.of(Reason.EXPECTED, "the expected bytes came");
            }
            return Finding.of(
                    Reason.RESPONSE_TIMEOUT,
                    "the expected bytes did not come" + within + ", but " + received + " others: " + quoted);
        }
        return Finding.of(Reason.RESPONSE_TIMEOUT, "connected, but nothing came" + within);
    }

    @Override
    public long heldUpNanos() {
        return 0; // there are none
    }

    @Override
    public void free() {
        connection.close();
    }
}
