package io.dnsfailover.probes.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the conversations on the loop share beside it: a few threads for what computes, two that start programs; both only while there
 * is something to do. Safe from any thread.
 */
final class Facilities {
    private static final int STARTERS = 2;
    private static final int MAX_STARTING = 4096;

    private @Nullable SSLContext trusted; // under the lock of this
    private @Nullable SSLContext anyone; // under the lock of this
    private final Workers workers;
    private final Programs programs;
    private final ThreadLocal<TlsScratch> scratch = ThreadLocal.withInitial(TlsScratch::new);
    private final AtomicInteger serial = new AtomicInteger();

    Facilities(NetLoop loop, @Nullable SSLContext trust, ProbeThreads threads, int maxPrograms) {
        this.trusted = trust;
        this.workers = new Workers(loop, threads);
        this.programs = new Programs(loop, threads.pool("program", STARTERS, MAX_STARTING), maxPrograms);
    }

    /** The buffers of the calling thread. */
    TlsScratch scratch() {
        return scratch.get();
    }

    Workers workers() {
        return workers;
    }

    Programs programs() {
        return programs;
    }

    /**
     * The prober's own terms. May take long: reads whom to trust, once.
     *
     * @param host the name, or address, for SNI and the certificate
     */
    TlsTerms terms(String host, boolean verified) {
        return new TlsTerms(host, verified, List.of(), null, context(verified));
    }

    private synchronized SSLContext context(boolean verified) {
        SSLContext known = verified ? trusted : anyone;
        if (known != null) {
            return known;
        }
        SSLContext made = verified ? TlsContexts.verifying(null, null) : TlsContexts.insecure(null);
        if (verified) {
            trusted = made;
        } else {
            anyone = made;
        }
        return made;
    }

    /** Another number each time, for {@link TlsTerms#engine}. */
    int nextSerial() {
        return serial.getAndIncrement();
    }

    void close() {
        workers.close();
        programs.close();
    }
}
