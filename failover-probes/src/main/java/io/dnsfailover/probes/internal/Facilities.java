package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What the conversations on the loop share beside it: a few threads for what computes, two that start programs; both only while there
 * is something to do. Safe from any thread.
 */
final class Facilities {
    private static final int STARTERS = 2;
    private static final int MOST_WORKERS = 8;
    private static final int MAX_WAITING = 4096;

    private final NetLoop loop;
    private @Nullable SSLContext trusted; // under the lock of this
    private @Nullable SSLContext anyone; // under the lock of this
    private final ExecutorService workers;
    private final Programs programs;
    private final AtomicInteger serial = new AtomicInteger();

    Facilities(NetLoop loop, @Nullable SSLContext trust, ProbeThreads threads, int maxPrograms) {
        this.loop = loop;
        this.trusted = trust;
        this.workers = threads.pool("worker", workers(), MAX_WAITING);
        this.programs = new Programs(loop, threads.pool("program", STARTERS, MAX_WAITING), maxPrograms);
    }

    /** As many as there are processors: what they do is nothing but computing. */
    private static int workers() {
        return Math.max(2, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
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

    /** Runs work on a worker and then a step on the loop. Does nothing for a check that ends before its turn. */
    void work(Runnable work, Runnable after, Check check) {
        try {
            workers.execute(() -> {
                if (check.ended()) {
                    return;
                }
                try {
                    work.run();
                    loop.execute(after);
                } catch (Throwable t) { // whatever it is must become a result
                    check.end(Check.broken(t));
                }
            });
        } catch (RejectedExecutionException e) {
            check.end(Reason.LOCAL_TROUBLE, "more than " + MAX_WAITING + " handshakes wait for the processor");
        }
    }

    void close() {
        workers.shutdownNow();
        programs.close();
    }
}
