package io.dnsfailover.notify.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a tracer does, a trace ends in time, and there are never more than two. */
class TraceSlotsTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    private final SimulatedTime time = new SimulatedTime();
    private final TraceSlots slots = new TraceSlots(NotifyTime.of(time, time), 2);
    private final List<CompletableFuture<Trace>> asked = new ArrayList<>();
    private final Tracer hanging = request -> {
        CompletableFuture<Trace> never = new CompletableFuture<>();
        asked.add(never);
        return never;
    };

    @Test
    void twoRun_andTheOthersWait() {
        CompletableFuture<Trace> third = null;
        for (int i = 0; i < 3; i++) {
            third = submit(hanging);
        }
        assertThat(asked).hasSize(2);

        asked.get(0).complete(Trace.notPossible("done", time.now()));

        assertThat(asked).hasSize(3);
        assertThat(third).isNotDone();
    }

    @Test
    @DisplayName("a tracer that hangs is given up after its deadline, and its trace is cancelled")
    void hangingTracer_isGivenUp() {
        CompletableFuture<Trace> trace = submit(hanging);

        time.advance(TEN.plusMillis(240));
        assertThat(trace).isNotDone();
        time.advance(Duration.ofMillis(10));

        assertThat(trace.join().detail()).isEqualTo("the tracer did not end in time");
        assertThat(asked.get(0)).isCancelled();
    }

    @Test
    @DisplayName("one that waited until there was no time left is not begun")
    void noTimeLeft_isSaid() {
        List<CompletableFuture<Trace>> first = List.of(submit(hanging), submit(hanging));
        CompletableFuture<Trace> late = submit(hanging);

        time.advance(TEN.plusSeconds(1));

        assertThat(late.join().detail()).isEqualTo("no time was left when other traces had ended");
        assertThat(asked).hasSize(2);
        assertThat(first).allMatch(CompletableFuture::isDone);
        assertThat(time.pending()).isZero();
    }

    @Test
    void brokenTracers_areNotPossible() {
        CompletableFuture<Trace> thrown = submit(request -> {
            throw new IllegalStateException("no socket");
        });
        CompletableFuture<Trace> failed =
                submit(request -> CompletableFuture.failedFuture(new IllegalStateException("later")));

        assertThat(thrown.join().ending()).isEqualTo(Trace.Ending.NOT_POSSIBLE);
        assertThat(thrown.join().detail()).contains("the tracer broke", "no socket");
        assertThat(failed.join().detail()).contains("the tracer broke", "later");
        assertThat(time.pending()).isZero();
    }

    @Test
    void fullQueue_refuses() {
        List<CompletableFuture<Trace>> full = new ArrayList<>();
        for (int i = 0; i < TraceSlots.MAX_WAITING + 2; i++) {
            full.add(submit(hanging));
        }
        assertThat(full).noneMatch(CompletableFuture::isDone);

        assertThat(submit(hanging).join().detail()).isEqualTo("1000 traces wait already");
    }

    @Test
    void close_endsWhatRunsAndWhatWaits() {
        List<CompletableFuture<Trace>> traces = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            traces.add(submit(hanging));
        }

        slots.close();

        assertThat(traces)
                .allSatisfy(trace -> assertThat(trace.getNow(null).detail()).isEqualTo("the reports are closed"));
        assertThat(asked).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(submit(hanging).join().detail()).isEqualTo("the reports are closed");
    }

    private CompletableFuture<Trace> submit(Tracer tracer) {
        TraceRequest request = new TraceRequest(Endpoint.of("192.0.2.10"), 443, 30, TEN);
        return slots.submit(tracer, request, time.now().nanos() + TEN.toNanos());
    }
}
