package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.jspecify.annotations.Nullable;

/**
 * One request over one connection, and the judge of its answer. Called on the thread of the connection, except for
 * {@link #abort} and {@link #late}. As soon as the verdict stands it closes the connection, without reading on.
 */
final class HttpHop implements AsyncResponseConsumer<Object> {
    private final HttpConversation conversation;
    private final Check check;
    private final HttpAsk ask;
    private final Leg leg;
    private final HttpJudge judge; // connection's thread only

    private volatile Failures.Phase phase = Failures.Phase.CONNECT;
    private volatile boolean connected;
    private volatile boolean answered;
    private volatile boolean aborted;
    private volatile @Nullable Future<IOSession> connecting;
    private volatile @Nullable IOSession session;
    private volatile @Nullable Future<?> sent;
    private int requests; // connection's thread only

    HttpHop(HttpConversation conversation, Check check, HttpAsk ask, Leg leg) {
        this.conversation = conversation;
        this.check = check;
        this.ask = ask;
        this.leg = leg;
        this.judge = new HttpJudge(ask);
    }

    Leg leg() {
        return leg;
    }

    HttpAsk.@Nullable Proxy proxy() {
        return ask.channel().proxy();
    }

    private boolean isTunnelled() {
        HttpAsk.Proxy proxy = proxy();
        return proxy != null && proxy.tunnel();
    }

    /** Where the connection goes: to the proxy, if there is one. */
    InetSocketAddress firstAddress() {
        HttpAsk.Proxy proxy = proxy();
        return proxy == null ? leg.address() : proxy.address();
    }

    boolean speaksHttp2() {
        return ask.channel().http2();
    }

    boolean speaksHttp2FromTheStart() {
        return speaksHttp2() && !leg.isSecure();
    }

    boolean securesAtOnce() {
        return leg.isSecure() && !isTunnelled();
    }

    /** How this connection is secured; it must be one that is. */
    TlsTerms tlsTerms() {
        return conversation.tlsTerms(leg);
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
        connected = true;
        if (!isTunnelled()) {
            check.stopwatch().end(Stopwatch.Phase.CONNECT);
            if (!leg.isSecure()) {
                talking();
            }
        }
        abortAgain();
    }

    void securing() {
        check.stopwatch().end(Stopwatch.Phase.CONNECT);
        check.stopwatch().begin(Stopwatch.Phase.TLS);
        phase = Failures.Phase.HANDSHAKE;
    }

    void secured(TlsDetails details) {
        check.stopwatch().end(Stopwatch.Phase.TLS);
        conversation.secured(details.getSSLSession());
        talking();
    }

    /** A request goes out; through a tunnel the first one asks the proxy for it. */
    void asking() {
        if (++requests == 2 && isTunnelled() && !leg.isSecure()) {
            check.stopwatch().end(Stopwatch.Phase.CONNECT);
            talking();
        }
    }

    private void talking() {
        phase = Failures.Phase.STREAM;
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
    }

    /** Whether the proxy is asked for a tunnel: whatever happens now is between it and us. */
    private boolean isAskingProxy() {
        return phase == Failures.Phase.CONNECT && isTunnelled() && connected;
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

    private void verdict(@Nullable Finding finding) {
        if (finding != null) {
            abort();
            check.end(finding);
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        verdict(judge.interim());
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
        if (isAskingProxy()) {
            verdict(ProxyTrouble.refused(status));
            return;
        }
        answered = true;
        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
        check.status(status);
        HttpJudge.Head head = new FullClientHead(response, entity != null);
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        boolean redirects = ask.redirects().max() > 0
                && Redirect.STATUSES.contains(status)
                && !ask.expected().statuses().test(status)
                && location != null
                && judge.brokenHead(head) == null;
        if (redirects) {
            abort(); // before the end of this response arrives and is taken for the answer
            conversation.redirected(leg, status, location.getValue());
        } else if (proxy() != null && !isTunnelled() && ProxyTrouble.isOwn(status)) {
            verdict(ProxyTrouble.refused(status));
        } else {
            verdict(judge.head(head));
        }
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws java.io.IOException {
        capacity.update(Integer.MAX_VALUE); // the judge ends it
    }

    @Override
    public void consume(ByteBuffer piece) {
        if (aborted) {
            piece.position(piece.limit());
        } else {
            verdict(judge.piece(piece));
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        if (!aborted) {
            verdict(judge.end());
        }
    }

    @Override
    public void failed(Exception trouble) {
        if (aborted) {
            return;
        }
        Finding finding = finding(trouble);
        abort();
        check.end(finding);
    }

    private Finding finding(Exception trouble) {
        if (phase != Failures.Phase.CONNECT) {
            return Failures.of(phase, trouble);
        }
        if (proxy() == null) {
            return Failures.of(connectPhase(trouble), trouble);
        }
        return connected ? ProxyTrouble.of(trouble) : ProxyTrouble.unreachable(trouble);
    }

    /** The client has given the request up, and not because we asked it to. */
    void dropped() {
        if (!aborted) {
            verdict(Finding.of(Reason.LOCAL_TROUBLE, "the HTTP client gave the check up"));
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
            default ->
                proxy() != null && !connected
                        ? Finding.of(Reason.LOCAL_TROUBLE, "no connection to the proxy" + within)
                        : Finding.of(Reason.CONNECT_TIMEOUT, "no connection" + within);
        };
    }

    @Override
    public void releaseResources() {}
}
