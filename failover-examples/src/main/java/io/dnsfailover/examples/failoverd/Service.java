package io.dnsfailover.examples.failoverd;

import io.dnsfailover.Failover;
import io.dnsfailover.examples.failoverd.config.Configuration;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program in service: from the start to the signal that ends it. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** What is still open by then ends with the process, which must be gone within 2 s on a busy machine too. */
    private static final long CLOSE_MILLIS = 1_000;

    private final Path config;
    private final PrintStream out;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicBoolean reloadWaits = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicReference<@Nullable Assembly> running = new AtomicReference<>();
    private final AtomicReference<@Nullable Reloader> reloader = new AtomicReference<>();

    /**
     * @param config read again at SIGHUP
     * @param out takes the line {@code ready}
     */
    Service(Path config, PrintStream out) {
        this.config = config;
        this.out = out;
    }

    void listenForSignals() {
        Signals.on("TERM", () -> stop("SIGTERM"));
        Signals.on("INT", () -> stop("SIGINT"));
        Signals.on("HUP", this::askForReload);
    }

    void start(Configuration configuration) throws StartException {
        Assembly assembly = Assembly.start(configuration);
        running.set(assembly);
        reloader.set(new Reloader(config, configuration, assembly));
        String dns = assembly.dns().listeners().stream()
                .map(listener -> LocalAddress.text(listener.address()))
                .collect(Collectors.joining(", "));
        LOG.info("DNS answers on {}", dns.isEmpty() ? "no address" : dns);
        assembly.failover().firstRound().thenRun(() -> tasks.add(this::sayReady));
    }

    /** Does what comes up. Ends only with the process. */
    void serve() {
        try {
            while (true) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayReady() {
        out.println("ready");
        out.flush();
        LOG.info("ready: every endpoint was checked from every location");
    }

    /** However many signals come while one reload waits: it reads the file once, and as it is then. */
    private void askForReload() {
        if (reloadWaits.compareAndSet(false, true)) {
            tasks.add(() -> {
                reloadWaits.set(false);
                Reloader ready = reloader.get();
                if (ready != null) {
                    ready.reload();
                }
            });
        }
    }

    private void stop(String signal) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        LOG.info("{}: stopping", signal);
        Assembly assembly = running.get();
        boolean closed = assembly == null || close(assembly);
        LOG.info("stopped{}", closed ? "" : ", what was still open ends with the process");
        out.flush();
        // Not exit: no hook of a library may delay the end.
        Runtime.getRuntime().halt(0);
    }

    private static boolean close(Assembly assembly) {
        List<Runnable> closings = new ArrayList<>();
        Failover failover = assembly.failover();
        closings.add(failover::close);
        Notifications notifications = assembly.notifications();
        if (notifications != null) {
            closings.add(notifications::close);
        }
        closings.add(assembly.aliases()::close);
        closings.add(assembly.dns()::close);
        closings.add(assembly.publishers()::close);
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        List<Thread> threads = closings.stream().map(Service::daemon).toList();
        boolean ended = true;
        for (Thread thread : threads) {
            ended &= join(thread, deadline);
        }
        return ended;
    }

    private static Thread daemon(Runnable action) {
        Thread thread = new Thread(action, "failoverd-close");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean join(Thread thread, long deadlineNanos) {
        try {
            thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
