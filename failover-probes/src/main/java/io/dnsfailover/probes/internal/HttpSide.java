package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP client of one prober, cut down to what a probe wants: one request, one connection, nothing automatic. */
final class HttpSide {
    /** A longer line of a response's head is a failure. */
    static final int MAX_LINE_CHARS = 8 * 1024;

    /** More fields in a response's head are a failure. */
    static final int MAX_HEADERS = 100;

    static final int IO_THREADS = 2;

    static final String USER_AGENT = "dns-failover-probe";

    /** How long a socket that another thread has closed may stay with an idle selector. */
    private static final TimeValue SELECT_INTERVAL = TimeValue.ofMilliseconds(100);

    private static final Logger LOG = LoggerFactory.getLogger(HttpSide.class);

    private final Pulse pulse = new Pulse();
    private final @Nullable InetAddress source;
    private final CloseableHttpAsyncClient client;
    private volatile boolean closed;

    HttpSide(@Nullable InetAddress source, ProbeThreads threads) {
        this.source = source;
        IOReactorConfig reactor = IOReactorConfig.custom()
                .setIoThreadCount(IO_THREADS)
                .setSelectInterval(SELECT_INTERVAL)
                .setTcpNoDelay(true)
                // Closed with a reset: by then the verdict stands, and no local port is left in TIME_WAIT.
                .setSoLinger(TimeValue.ZERO_MILLISECONDS)
                .build();
        client = HttpAsyncClientBuilder.create()
                .setConnectionManager(new FreshConnections(new Tls(), pulse))
                .setRoutePlanner((host, context) -> route(host, (HttpHop) context.getAttribute(FreshConnections.HOP)))
                .setIOReactorConfig(reactor)
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE_CHARS)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setH2Config(H2Config.custom()
                        .setPushEnabled(false)
                        .setMaxHeaderListSize(MAX_LINE_CHARS)
                        .setMaxConcurrentStreams(1)
                        .build())
                .setThreadFactory(threads)
                .setIoReactorExceptionCallback(this::faulted)
                .setUserAgent(USER_AGENT)
                // Only the connection in which a proxy has just made a tunnel goes on.
                .setConnectionReuseStrategy((request, response, context) -> isTunnel(request))
                .addRequestInterceptorLast((request, entity, context) ->
                        withoutConnection(request, (HttpHop) context.getAttribute(FreshConnections.HOP)))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .disableRequestPriority()
                .build();
        client.start();
    }

    /** The client says how it keeps a connection, which HTTP/2 must not (RFC 9113 section 8.2.2). */
    private static void withoutConnection(HttpRequest request, @Nullable HttpHop hop) {
        if (hop != null && hop.speaksHttp2()) {
            request.removeHeaders("Connection");
        }
    }

    private static boolean isTunnel(@Nullable HttpRequest request) {
        return request != null && Method.CONNECT.isSame(request.getMethod());
    }

    private HttpRoute route(HttpHost target, HttpHop hop) {
        boolean secure = hop.leg().isSecure();
        HttpAsk.Proxy proxy = hop.proxy();
        if (proxy == null) {
            return new HttpRoute(target, source, secure);
        }
        InetSocketAddress at = proxy.address();
        HttpHost by = new HttpHost("http", at.getAddress(), literal(at), at.getPort());
        return new HttpRoute(
                target,
                source,
                by,
                secure,
                proxy.tunnel() ? TunnelType.TUNNELLED : TunnelType.PLAIN,
                proxy.tunnel() && secure ? LayerType.LAYERED : LayerType.PLAIN);
    }

    private static String literal(InetSocketAddress address) {
        return new Target.Address(address.getAddress()).rdata();
    }

    /**
     * Sends the hop's request. Does not block; the hop hears of everything.
     *
     * @param message what else to send; null for another host, that gets nothing of it
     */
    Future<?> send(HttpHop hop, Leg leg, HttpAsk.@Nullable Message message) {
        // The client, and with it a proxy, knows the address alone: there is no name that anybody could resolve again.
        HttpHost target = new HttpHost(leg.scheme(), leg.ip(), literal(leg.address()), leg.port());
        BasicHttpRequest request = new BasicHttpRequest(leg.method(), target, leg.path());
        HttpAsk.Proxy proxy = hop.proxy();
        if (proxy == null || proxy.tunnel()) {
            request.setAuthority(new URIAuthority(leg.host(), leg.shownPort()));
        }
        request.setHeader("Accept", "*/*");
        request.setHeader("Accept-Encoding", "identity");
        if (!hop.speaksHttp2()) {
            request.setHeader("Connection", "close");
        }
        AsyncEntityProducer body = null;
        if (message != null) {
            message.fields().forEach(field -> request.setHeader(field.name(), field.value()));
            body = leg.method().equals(message.method()) ? producer(request, message.body()) : null;
        }
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(FreshConnections.HOP, hop);
        return client.execute(
                target, new BasicRequestProducer(request, body), hop, null, context, new FutureCallback<Object>() {
                    @Override
                    public void completed(Object nothing) {}

                    @Override
                    public void failed(Exception trouble) {
                        hop.failed(trouble);
                    }

                    @Override
                    public void cancelled() {
                        hop.dropped();
                    }
                });
    }

    private static @Nullable AsyncEntityProducer producer(HttpRequest request, HttpAsk.@Nullable Body body) {
        if (body == null) {
            return null;
        }
        request.setHeader("Content-Type", body.contentType());
        return new BasicAsyncEntityProducer(body.bytes(), null);
    }

    /** How late its threads are. */
    Pulse pulse() {
        return pulse;
    }

    /** Whether it has ended: a fault in one of its threads ends all of them. */
    boolean hasEnded() {
        return client.getStatus().compareTo(IOReactorStatus.SHUTTING_DOWN) >= 0;
    }

    private void faulted(Exception fault) {
        if (closed) {
            LOG.debug("closing the HTTP client of the probes", fault);
        } else {
            LOG.warn("the HTTP client of the probes met a fault", fault);
        }
    }

    void close() {
        closed = true;
        client.close(CloseMode.IMMEDIATE);
    }
}
