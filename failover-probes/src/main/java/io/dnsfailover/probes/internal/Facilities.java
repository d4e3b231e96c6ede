package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the conversations on the loop share beside it: two threads for what computes, two that start programs; both only while there
 * is something to do. Safe from any thread.
 */
final class Facilities {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 4096;
    private static final int MAX_PORT = 65_535;

    private final NetLoop loop;
    private final @Nullable SSLContext trust;
    private volatile @Nullable SSLContext trusted;
    private volatile @Nullable SSLContext anyone;
    private final ExecutorService workers;
    private final Programs programs;
    private final AtomicInteger serial = new AtomicInteger();
    private final HeldUp heldUp = new HeldUp();

    Facilities(NetLoop loop, @Nullable SSLContext trust, ProbeThreads threads, int maxPrograms) {
        this.loop = loop;
        this.trust = trust;
        this.workers = threads.pool("worker", THREADS, MAX_WAITING);
        this.programs = new Programs(loop, threads.pool("program", THREADS, MAX_WAITING), maxPrograms);
    }

    Programs programs() {
        return programs;
    }

    /** Whether {@link #engine} returns at once. */
    boolean isReady(boolean verified) {
        return (verified ? trusted : anyone) != null;
    }

    /** Reads whom to trust. May block. */
    void load(boolean verified) {
        try {
            if (!verified) {
                anyone = TrustAnyone.context();
            } else if (trust == null) {
                SSLContext usual = SSLContext.getInstance("TLS");
                usual.init(null, null, null);
                trusted = usual;
            } else {
                trusted = trust;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** A client's side that verifies chain, name and dates, and resumes no session: a new port each time finds none. */
    SSLEngine engine(String host, boolean verified) throws SSLException {
        SSLContext context = verified ? trusted : anyone;
        if (context == null) {
            throw new IllegalStateException("not loaded");
        }
        SSLEngine engine = context.createSSLEngine(host, 1 + Math.floorMod(serial.getAndIncrement(), MAX_PORT));
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (verified) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (isName(host)) {
            parameters.setServerNames(List.of(new SNIHostName(host.getBytes(StandardCharsets.US_ASCII))));
        }
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        return engine;
    }

    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.matches("[\\d.]+");
    }

    /** Runs work on a worker and then a step on the loop. */
    void work(Runnable work, Runnable after, Check check) {
        long asked = ProbeThreads.nanoTime();
        try {
            workers.execute(() -> {
                heldUp.add(ProbeThreads.nanoTime() - asked);
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

    /** How long work had to wait for a thread so far, in nanoseconds. */
    long heldUpNanos() {
        return heldUp.total();
    }

    void close() {
        workers.shutdownNow();
        programs.close();
    }
}
