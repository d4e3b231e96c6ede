package io.dnsfailover.probes.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.net.Host;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/** Secures the connections of the full client, on {@link TlsTerms}. */
final class Tls {
    private final AtomicInteger serial = new AtomicInteger();

    /** Starts the handshake. Calls back on the thread of the connection. */
    void start(IOSession session, TlsTerms terms, FutureCallback<TransportSecurityLayer> callback) {
        Host peer = new Host(terms.name(), TlsTerms.freshPort(serial.getAndIncrement()));
        ((TransportSecurityLayer) session)
                .startTls(
                        terms.context(),
                        peer,
                        SSLBufferMode.STATIC,
                        (endpoint, engine) -> terms.set(engine),
                        (endpoint, engine) -> new TlsDetails(terms.verify(engine), engine.getApplicationProtocol()),
                        Timeout.DISABLED, // the check's own deadline counts
                        callback);
    }
}
