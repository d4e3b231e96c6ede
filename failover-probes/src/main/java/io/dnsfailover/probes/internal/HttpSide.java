package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.io.CloseMode;
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
    private final CloseableHttpAsyncClient client;
    private volatile boolean closed;

    HttpSide(SSLContext trust, @Nullable InetAddress source, ProbeThreads threads) throws GeneralSecurityException {
        IOReactorConfig reactor = IOReactorConfig.custom()
                .setIoThreadCount(IO_THREADS)
                .setSelectInterval(SELECT_INTERVAL)
                .setTcpNoDelay(true)
                // Closed with a reset: by then the verdict stands, and no local port is left in TIME_WAIT.
                .setSoLinger(TimeValue.ZERO_MILLISECONDS)
                .build();
        client = HttpAsyncClientBuilder.create()
                .setConnectionManager(new FreshConnections(new Tls(trust), pulse))
                .setRoutePlanner((host, context) -> new HttpRoute(host, source, "https".equals(host.getSchemeName())))
                .setIOReactorConfig(reactor)
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(MAX_LINE_CHARS)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .setThreadFactory(threads)
                .setIoReactorExceptionCallback(this::faulted)
                .setUserAgent(USER_AGENT)
                .setConnectionReuseStrategy((request, response, context) -> false)
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

    /** Sends the hop's request. Does not block; the hop hears of everything. */
    Future<?> send(HttpHop hop, HttpHost target, String path) {
        BasicHttpRequest request = new BasicHttpRequest("GET", target, path);
        request.setHeader("Accept", "*/*");
        request.setHeader("Accept-Encoding", "identity");
        request.setHeader("Connection", "close");
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(FreshConnections.HOP, hop);
        return client.execute(
                target, new BasicRequestProducer(request, null), hop, null, context, new FutureCallback<Object>() {
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
