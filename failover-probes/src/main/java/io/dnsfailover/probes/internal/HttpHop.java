package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/**
 * One request over one connection, and the judge of its answer. Called on the thread of the connection, except for
 * {@link #abort} and {@link #late}. As soon as the verdict stands it closes the connection, without reading on.
 */
final class HttpHop implements AsyncResponseConsumer<Object> {
    /** An endpoint that has sent this much of a body without the expected text fails. */
    static final int MAX_BODY_BYTES = 64 * 1024;

    /** More interim responses (1xx) than this are a failure. */
    static final int MAX_INTERIM = 8;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpConversation conversation;
    private final Check check;
    private final HttpAsk ask;
    private final InetSocketAddress address;
    private final HttpAsk.Security security;
    private final URI here;

    private volatile Failures.Phase phase = Failures.Phase.CONNECT;
    private volatile boolean answered;
    private volatile boolean aborted;
    private volatile @Nullable Future<IOSession> connecting;
    private volatile @Nullable IOSession session;
    private volatile @Nullable Future<?> sent;
    private int interim; // connection's thread only, as what follows
    private int matched;
    private int received;
    private String quoted = "";

    HttpHop(
            HttpConversation conversation,
            Check check,
            HttpAsk ask,
            InetSocketAddress address,
            HttpAsk.Security security,
            URI here) {
        this.conversation = conversation;
        this.check = check;
        this.ask = ask;
        this.address = address;
        this.security = security;
        this.here = here;
    }

    InetSocketAddress address() {
        return address;
    }

    HttpAsk.Security security() {
        return security;
    }

    URI here() {
        return here;
    }

    void connecting() {
        check.stopwatch().begin(Stopwatch.Phase.CONNECT);
    }

    void connectingBy(Future<IOSession> future) {
        connecting = future;
        abortAgain();
    }

    void sentBy(Future<?> future) {
        sent = future;
        abortAgain();
    }

    void connected(IOSession open) {
        session = open;
        check.stopwatch().end(Stopwatch.Phase.CONNECT);
        if (security == HttpAsk.Security.PLAIN) {
            talking();
        } else {
            check.stopwatch().begin(Stopwatch.Phase.TLS);
            phase = Failures.Phase.HANDSHAKE;
        }
        abortAgain();
    }

    void secured() {
        check.stopwatch().end(Stopwatch.Phase.TLS);
        talking();
    }

    private void talking() {
        phase = Failures.Phase.STREAM;
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
    }

    /** Closes whatever is open. Any thread, any number of times. */
    void abort() {
        aborted = true;
        Future<IOSession> pending = connecting;
        if (pending != null) {
            pending.cancel(true);
        }
        IOSession open = session;
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
        Future<?> request = sent;
        if (request != null) {
            request.cancel(true);
        }
    }

    /** For what was opened while another thread aborted. */
    private void abortAgain() {
        if (aborted) {
            abort();
        }
    }

    private void verdict(Reason reason, String detail) {
        abort();
        check.end(reason, detail);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        if (++interim > MAX_INTERIM) {
            verdict(Reason.TOO_LARGE, "more than " + MAX_INTERIM + " interim responses");
        }
    }

    @Override
    public void consumeResponse(
            HttpResponse response,
            @Nullable EntityDetails entity,
            HttpContext context,
            @Nullable FutureCallback<Object> callback) {
        if (aborted) {
            return;
        }
        int status = response.getCode();
        answered = true;
        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
        check.status(status);
        String broken = brokenHead(response);
        if (broken != null) {
            verdict(Reason.MALFORMED, broken);
        } else if (ask.statuses().test(status)) {
            head(status, entity);
        } else {
            Header location = response.getFirstHeader(HttpHeaders.LOCATION);
            if (ask.maxRedirects() > 0 && REDIRECTS.contains(status) && location != null) {
                abort(); // before the end of this response arrives and is taken for the answer
                conversation.redirected(this, location.getValue());
            } else {
                verdict(Reason.STATUS, "status " + status + ", expected " + ask.statusesInWords());
            }
        }
    }

    /**
     * What the client lets pass: versions before 1.0, and two lengths (RFC 9112 section 6.3: at best an error, and at
     * worst an attempt to smuggle another message).
     */
    private static @Nullable String brokenHead(HttpResponse response) {
        ProtocolVersion version = response.getVersion();
        if (version != null && version.lessEquals(HttpVersion.HTTP_0_9)) {
            return "the version " + version;
        }
        List<String> lengths = Arrays.stream(response.getHeaders(HttpHeaders.CONTENT_LENGTH))
                .map(Header::getValue)
                .distinct()
                .toList();
        if (lengths.size() > 1) {
            return "two lengths: " + lengths.get(0) + " and " + lengths.get(1);
        }
        return !lengths.isEmpty() && response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                ? "two lengths: Content-Length and Transfer-Encoding"
                : null;
    }

    /** Without an expected body the head decides, and the body is not read. */
    private void head(int status, @Nullable EntityDetails entity) {
        if (ask.body() == null) {
            verdict(Reason.EXPECTED, "status " + status);
        } else if (entity == null) {
            verdict(Reason.CONTENT, "status " + status + " without a body");
        } else {
            String coding = entity.getContentEncoding();
            if (coding != null && !coding.equalsIgnoreCase("identity")) {
                verdict(Reason.CONTENT, "the body is in the coding '" + coding + "', which was not asked for");
            }
        }
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws java.io.IOException {
        capacity.update(MAX_BODY_BYTES);
    }

    @Override
    public void consume(ByteBuffer piece) {
        BytePattern body = ask.body();
        int count = piece.remaining();
        if (aborted || body == null) {
            piece.position(piece.limit());
            return;
        }
        ByteBuffer counted = piece.duplicate();
        counted.limit(counted.position() + Math.min(count, MAX_BODY_BYTES - received));
        piece.position(piece.limit());
        if (received == 0) {
            quoted = Sockets.quote(counted);
        }
        received += count;
        matched = body.search(matched, counted);
        if (body.found(matched)) {
            verdict(Reason.EXPECTED, "the expected text is in the body");
        } else if (received >= MAX_BODY_BYTES) {
            verdict(
                    Reason.TOO_LARGE,
                    "the first " + MAX_BODY_BYTES + " bytes of the body are without the expected text");
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        if (!aborted) {
            verdict(Reason.CONTENT, "a body of " + received + " bytes without the expected text: " + quoted);
        }
    }

    @Override
    public void failed(Exception trouble) {
        if (aborted) {
            return;
        }
        Finding finding = Failures.of(phase == Failures.Phase.CONNECT ? connectPhase(trouble) : phase, trouble);
        abort();
        check.end(finding);
    }

    /** The client has given the request up, and not because we asked it to. */
    void dropped() {
        if (!aborted) {
            verdict(Reason.LOCAL_TROUBLE, "the HTTP client gave the check up");
        }
    }

    /**
     * The client does not say how far it came with the connection. What the JDK's {@code finishConnect} throws was
     * said by the network; all else happened before a packet was sent. Without a stack trace it counts as ours.
     */
    private static Failures.Phase connectPhase(Exception trouble) {
        for (StackTraceElement frame : trouble.getStackTrace()) {
            if (frame.getMethodName().equals("finishConnect")) {
                return Failures.Phase.CONNECTING;
            }
        }
        return Failures.Phase.CONNECT;
    }

    /** What it means that the deadline came now. Any thread. */
    Finding late() {
        String within = " within " + check.patience();
        return switch (phase) {
            case HANDSHAKE -> Finding.of(Reason.RESPONSE_TIMEOUT, "the TLS handshake was not done" + within);
            case STREAM ->
                Finding.of(Reason.RESPONSE_TIMEOUT, (answered ? "no complete body" : "no response") + within);
            default -> Finding.of(Reason.CONNECT_TIMEOUT, "no connection" + within);
        };
    }

    @Override
    public void releaseResources() {}
}
