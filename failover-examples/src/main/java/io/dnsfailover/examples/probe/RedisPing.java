package io.dnsfailover.examples.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.ProbeRequest;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks a Redis server for a PONG. Blocks; {@link BlockingProbe} makes a probe of it. */
public final class RedisPing implements BlockingCheck {
    private static final byte[] PING = "*1\r\n$4\r\nPING\r\n".getBytes(US_ASCII);
    private static final int MAX_REPLY_CHARS = 256;

    /** A check without a password: a server that wants one answers an error, and fails. */
    public RedisPing() {}

    // tag::check[]
    @Override
    public ProbeResult check(ProbeRequest request, Consumer<Closeable> opened) {
        long start = System.nanoTime();
        Reason late = Reason.CONNECT_TIMEOUT;
        try (Socket socket = new Socket()) {
            opened.accept(socket);
            socket.setSoTimeout(millis(request.timeout()));
            socket.setSoLinger(true, 0); // no port is left in TIME_WAIT after a check
            InetAddress address =
                    InetAddress.getByName(request.endpoint().target().rdata());
            socket.connect(new InetSocketAddress(address, request.port()), millis(request.timeout()));
            late = Reason.RESPONSE_TIMEOUT;
            socket.getOutputStream().write(PING);
            return judged(reply(socket), start);
        } catch (SocketTimeoutException e) {
            return result(late, "no answer in time", start);
        } catch (IOException e) {
            return result(reasonOf(e), String.valueOf(e.getMessage()), start);
        }
    }

    private static ProbeResult judged(String reply, long start) {
        if (reply.equals("+PONG")) {
            return result(Reason.EXPECTED, reply, start);
        }
        return result(reply.startsWith("-") ? Reason.OTHER : Reason.MALFORMED, reply, start);
    }
    // end::check[]

    // tag::reasons[]
    private static Reason reasonOf(IOException e) {
        if (e instanceof UnknownHostException) {
            return Reason.UNRESOLVED; // our resolver's word, no evidence against the endpoint
        }
        if (e instanceof BindException) {
            return Reason.LOCAL_TROUBLE; // no port left here
        }
        if (e instanceof NoRouteToHostException) {
            return Reason.UNREACHABLE;
        }
        if (e instanceof ConnectException) {
            return Reason.REFUSED;
        }
        if (e instanceof EOFException) {
            return Reason.CLOSED;
        }
        return e instanceof SocketException ? Reason.RESET : Reason.LOCAL_TROUBLE;
    }
    // end::reasons[]

    /** The first line of the answer, of which no more is read than makes sense. */
    private static String reply(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r' && line.length() < MAX_REPLY_CHARS; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed before the answer was complete: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    }

    private static ProbeResult result(Reason reason, String detail, long start) {
        return ProbeResult.of(reason, detail, Timings.total(Duration.ofNanos(System.nanoTime() - start)));
    }
}
