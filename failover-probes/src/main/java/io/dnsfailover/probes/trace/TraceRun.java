package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Trace;
import io.dnsfailover.probes.internal.ProbeThreads;
import io.dnsfailover.spi.TraceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One trace, from the call to its end. A worker runs programs for it; the timer or whoever cancels may end it at any
 * time, and the worker sees that within 20 ms.
 */
final class TraceRun {
    private static final Duration MAX_VERSION = Duration.ofSeconds(2);

    /** How far it is; replaced as a whole, by one thread at a time. */
    private record Progress(@Nullable InetAddress destination, String how, String text, List<String> refused) {
        Progress trying(String next) {
            return new Progress(destination, next, "", refused);
        }

        Progress printed(String soFar) {
            return new Progress(destination, how, soFar, refused);
        }

        Progress refused(String reason) {
            List<String> all = new ArrayList<>(refused);
            all.add(reason);
            return new Progress(destination, "", "", List.copyOf(all));
        }
    }

    private final TraceRequest request;
    private final Moment started = ProbeThreads.now();
    private final CompletableFuture<Trace> result = new CompletableFuture<>();
    private volatile Progress progress = new Progress(null, "", "", List.of());

    TraceRun(TraceRequest request) {
        this.request = request;
    }

    CompletableFuture<Trace> result() {
        return result;
    }

    TraceRequest request() {
        return request;
    }

    boolean isOver() {
        return result.isDone();
    }

    /** Before a worker gets it. */
    void resolved(InetAddress address) {
        progress = new Progress(address, "", "", List.of());
    }

    /** Nothing more can be found out. */
    void notPossible(String why) {
        end(progress, List.of(), Trace.Ending.NOT_POSSIBLE, why);
    }

    void broke(Throwable bug) {
        result.completeExceptionally(bug);
    }

    /** Ends it with what is known. */
    void stop(String why) {
        Progress last = progress;
        if (last.how.isEmpty()) {
            String waiting = last.destination == null ? ": the name was not resolved" : ": no program had run";
            notPossible(why + waiting + because(last));
        } else {
            told(last, TraceText.parse(last.text, request.maxHops()), false, why);
        }
    }

    /** Tries the modes in their order, on a worker, until one shows a hop. */
    void follow(Programs programs, List<TraceMode> modes, boolean names) throws InterruptedException {
        InetAddress destination = progress.destination;
        List<Path> installed = programs.installed();
        if (isOver() || destination == null) {
            return;
        }
        if (installed.isEmpty()) {
            notPossible(programs.missing());
            return;
        }
        Ask ask = new Ask(destination, request.port(), request.maxHops(), names);
        for (TraceMode mode : modes) {
            for (Path program : installed) {
                if (!isOver()) {
                    follow(programs, program, mode, ask);
                }
            }
        }
        if (!isOver()) {
            List<String> refused = progress.refused;
            notPossible(
                    refused.isEmpty()
                            ? "no mode of " + modes + " can be run by " + installed
                            : String.join("; ", refused));
        }
    }

    private void follow(Programs programs, Path program, TraceMode mode, Ask ask) throws InterruptedException {
        String how = mode + (mode == TraceMode.TCP ? " to port " + ask.port() : "") + " with " + program;
        try {
            Flavour flavour = programs.flavour(program, version -> !isOver() && !isOlder(MAX_VERSION));
            List<String> command = Programs.command(program, flavour, mode, ask);
            if (command == null) {
                return;
            }
            progress = progress.trying(how);
            ChildProcess.Output output = ChildProcess.run(command, this::goesOn);
            progress = progress.printed(output.text());
            ended(output, how);
        } catch (IOException e) {
            progress = progress.refused("not " + how + " (" + e.getMessage() + ")");
        }
    }

    private void ended(ChildProcess.Output output, String how) {
        Way way = TraceText.parse(output.text(), request.maxHops());
        boolean exited = output.end() == ChildProcess.End.EXITED;
        if (isOver()) {
            return;
        }
        if (way.hops().isEmpty()) {
            String why = exited ? TraceText.complaint(output.text()) : "no hop in 64 KiB of output";
            progress = progress.refused("not " + how + " (" + why + ")");
            return;
        }
        String why = switch (output.end()) {
            case TOO_MUCH -> "stopped after 64 KiB of output";
            case EXITED -> "the program ended early";
            case STOPPED -> "";
        };
        told(progress, way, exited, why);
    }

    /** Called by the worker with what was printed so far. */
    private boolean goesOn(String text) {
        Progress last = progress;
        if (text.length() == last.text.length()) {
            return !isOver();
        }
        progress = last.printed(text);
        return !isOver()
                && TraceText.parse(TraceText.finished(text), request.maxHops()).silence() < Way.MAX_SILENT;
    }

    private boolean isOlder(Duration age) {
        return ProbeThreads.nanoTime() - started.nanos() > age.toNanos();
    }

    /**
     * Ends it with a way.
     *
     * @param whyIncomplete what is said when the way leads to no end
     */
    private void told(Progress last, Way way, boolean exited, String whyIncomplete) {
        InetAddress destination = last.destination;
        Way cut = destination == null ? way : way.upTo(destination);
        Trace.Ending ending = cut.ending(request.maxHops(), exited);
        String why = ending == Trace.Ending.INCOMPLETE && !whyIncomplete.isEmpty() ? "; " + whyIncomplete : "";
        end(last, cut.hops(), ending, last.how + because(last) + why);
    }

    private static String because(Progress last) {
        return last.refused.isEmpty() ? "" : "; " + String.join("; ", last.refused);
    }

    private void end(Progress last, List<Hop> hops, Trace.Ending ending, String detail) {
        Duration took = Duration.ofNanos(ProbeThreads.nanoTime() - started.nanos());
        result.complete(new Trace(last.destination, hops, ending, detail, started, took));
    }
}
