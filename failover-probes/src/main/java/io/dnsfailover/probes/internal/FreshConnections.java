package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection manager without a pool: a new connection for each request, to exactly the address of its hop, never
 * used again. A pool would keep a table of every address ever checked, would hide the phases that we time, and has
 * nothing to give to an honest probe. Without state of its own: who leases must close.
 */
final class FreshConnections implements AsyncClientConnectionManager {
    /** Attribute of the context of each request: its {@link HttpHop}. */
    static final String HOP = "failover.hop";

    private final Tls tls;
    private final Pulse pulse;

    FreshConnections(Tls tls, Pulse pulse) {
        this.tls = tls;
        this.pulse = pulse;
    }

    @Override
    public Future<AsyncConnectionEndpoint> lease(
            String id,
            HttpRoute route,
            @Nullable Object state,
            @Nullable Timeout timeout,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        Fresh fresh = new Fresh(route);
        callback.completed(fresh);
        return CompletableFuture.completedFuture(fresh);
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            @Nullable Timeout timeout,
            @Nullable Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        Fresh fresh = (Fresh) endpoint;
        HttpHop hop = fresh.through((HttpHop) context.getAttribute(HOP));
        InetAddress local = fresh.route.getLocalAddress();
        pulse.through(initiator);
        hop.connecting();
        Future<IOSession> connecting = initiator.connect(
                fresh.route.getTargetHost(),
                hop.firstAddress(),
                local == null ? null : new InetSocketAddress(local, 0),
                Timeout.DISABLED, // the check's own deadline counts
                hop.speaksHttp2FromTheStart() ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.FORCE_HTTP_1,
                new Step<IOSession>(callback) {
                    @Override
                    public void completed(IOSession session) {
                        fresh.session = session;
                        hop.connected(session);
                        if (hop.securesAtOnce()) {
                            secure(fresh, session, hop, callback);
                        } else {
                            callback.completed(fresh);
                        }
                    }
                });
        hop.connectingBy(connecting);
        return CompletableFuture.completedFuture(endpoint);
    }

    private void secure(Fresh fresh, IOSession session, HttpHop hop, FutureCallback<AsyncConnectionEndpoint> callback) {
        hop.securing();
        TlsTerms terms = hop.tlsTerms();
        tls.start(session, terms, new Step<TransportSecurityLayer>(callback) {
            @Override
            public void completed(TransportSecurityLayer secured) {
                hop.secured(secured.getTlsDetails());
                if (hop.speaksHttp2()) {
                    switchToHttp2(fresh, (ProtocolIOSession) session, callback);
                } else {
                    callback.completed(fresh);
                }
            }
        });
    }

    private static void switchToHttp2(
            Fresh fresh, ProtocolIOSession session, FutureCallback<AsyncConnectionEndpoint> callback) {
        session.switchProtocol(ApplicationProtocol.HTTP_2.id, new Step<ProtocolIOSession>(callback) {
            @Override
            public void completed(ProtocolIOSession switched) {
                callback.completed(fresh);
            }
        });
    }

    @Override
    public void release(AsyncConnectionEndpoint endpoint, @Nullable Object state, @Nullable TimeValue keepAlive) {
        endpoint.close(CloseMode.IMMEDIATE);
    }

    /** A tunnel through a proxy stands: what is in it is secured. */
    @Override
    public void upgrade(
            AsyncConnectionEndpoint endpoint,
            @Nullable Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        Fresh fresh = (Fresh) endpoint;
        IOSession session = fresh.session;
        if (session == null) {
            throw new IllegalStateException("not connected");
        }
        secure(fresh, session, (HttpHop) context.getAttribute(HOP), callback);
    }

    @Override
    public void upgrade(AsyncConnectionEndpoint endpoint, @Nullable Object attachment, HttpContext context) {
        throw new UnsupportedOperationException("nobody would hear when it is done");
    }

    @Override
    public void close(CloseMode mode) {}

    @Override
    public void close() {}

    /** A callback that hands trouble on. */
    private abstract static class Step<T> implements FutureCallback<T> {
        private final FutureCallback<?> next;

        Step(FutureCallback<?> next) {
            this.next = next;
        }

        @Override
        public void failed(Exception trouble) {
            next.failed(trouble);
        }

        @Override
        public void cancelled() {
            next.cancelled();
        }
    }

    /** One connection for one request. */
    private static final class Fresh extends AsyncConnectionEndpoint {
        private final HttpRoute route;
        private volatile @Nullable IOSession session;
        private volatile @Nullable HttpHop hop;

        Fresh(HttpRoute route) {
            this.route = route;
        }

        HttpHop through(HttpHop served) {
            hop = served;
            return served;
        }

        @Override
        public void execute(
                String id,
                AsyncClientExchangeHandler exchange,
                HandlerFactory<AsyncPushConsumer> pushes,
                HttpContext context) {
            IOSession open = session;
            if (open == null) {
                throw new IllegalStateException("not connected");
            }
            HttpHop served = hop;
            if (served != null) {
                served.asking();
            }
            open.enqueue(new RequestExecutionCommand(exchange, pushes, context), Command.Priority.NORMAL);
        }

        @Override
        public boolean isConnected() {
            IOSession open = session;
            return open != null && open.isOpen();
        }

        @Override
        public void setSocketTimeout(Timeout timeout) {}

        @Override
        public void close(CloseMode mode) {
            IOSession open = session;
            if (open != null) {
                open.close(mode);
            }
        }
    }
}
