package io.dnsfailover.benchmarks.answering;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.probes.NetworkProber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a record of a running {@link Failover}, and to answer a query for it in wire format. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnswerBenchmark {
    private static final int RECORDS = 8192; // a power of two
    private static final String PROBE = "up";

    private final DnsName[] owners = new DnsName[RECORDS];
    private final ByteBuffer[] queries = new ByteBuffer[RECORDS];
    private final ByteBuffer response = ByteBuffer.allocateDirect(512);
    private final Failover failover;
    private final Answerer answerer;
    private final Answerer countingDown;
    private int next;

    /** Starts a host whose records stand still. */
    public AnswerBenchmark() {
        ProbeResult up = ProbeResult.of(Reason.EXPECTED, "up", Timings.total(Duration.ZERO));
        FailoverBuilder builder = Failover.builder()
                .location(Location.of("here"), NetworkProber.create())
                .probe(PROBE, request -> CompletableFuture.completedFuture(up));
        for (int i = 0; i < RECORDS; i++) {
            FailoverPolicy policy = policy(i);
            builder.policy(policy);
            owners[i] = policy.record().owner();
            queries[i] = query(i);
        }
        failover = builder.start();
        failover.firstRound().toCompletableFuture().join();
        answerer = Answerer.over(failover).build();
        countingDown = Answerer.over(failover).countDown(Duration.ofSeconds(5)).build();
    }

    private static FailoverPolicy policy(int number) {
        return FailoverPolicy.named("r" + number)
                .record(MadeUpRecords.ZONE, MadeUpRecords.owner(number), RecordType.A)
                .primary(MadeUpRecords.address(number))
                .backup("198.51.100.1")
                .probe(new NamedProbe(PROBE))
                .every(Duration.ofSeconds(1))
                .timeout(Duration.ofMillis(500))
                .build();
    }

    /** A query with EDNS, as resolvers send it. */
    private static ByteBuffer query(int number) {
        ByteBuffer query = ByteBuffer.allocateDirect(512);
        query.putShort((short) number)
                .putShort((short) 0x0100)
                .putShort((short) 1)
                .putInt(0)
                .putShort((short) 1);
        for (String label : MadeUpRecords.owner(number).split("\\.", -1)) {
            query.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        query.putShort((short) 1).putShort((short) 1);
        query.put((byte) 0)
                .putShort((short) 41)
                .putShort((short) 1232)
                .putInt(0)
                .putShort((short) 0);
        return query.flip();
    }

    /**
     * What a record holds.
     *
     * @return the record set
     */
    @Benchmark
    public @Nullable RecordSet current() {
        next = (next + 1) & (RECORDS - 1);
        return failover.current(owners[next], RecordType.A);
    }

    /**
     * A query, answered.
     *
     * @return the length of the response
     */
    @Benchmark
    public int answer() {
        return answer(answerer);
    }

    /**
     * The same where TTLs count down.
     *
     * @return the length of the response
     */
    @Benchmark
    public int answerCountingDown() {
        return answer(countingDown);
    }

    private int answer(Answerer asked) {
        next = (next + 1) & (RECORDS - 1);
        response.clear();
        return asked.answer(queries[next], Transport.UDP, response);
    }

    /** Ends the host. */
    @TearDown
    public void close() {
        failover.close();
    }
}
