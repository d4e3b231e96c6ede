package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What a test of a {@link Proof} needs: the proof, a server to ask, and a hand on what that server answers. */
@ExtendWith(RuleInTheMessage.class)
@Isolated("a rule looks at all threads of the process")
public abstract class ProofFixture extends FreshNames {
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(5);

    private final List<Proof> opened = new ArrayList<>();

    ProofFixture() {}

    /**
     * A proof that works, and finds {@link #server()} among the servers of {@link #zone()}.
     *
     * @return a new proof; the contract closes it
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Proof proof() throws Exception;

    /**
     * The zone that the server is authoritative for. It holds none of the contract's names when a test starts.
     *
     * @return its apex
     */
    protected abstract DnsName zone();

    /**
     * A zone that the server is not authoritative for, and the servers of which cannot be found.
     *
     * @return its apex
     */
    protected abstract DnsName foreignZone();

    /**
     * The server, which answers with authority.
     *
     * @return the server, as the proof finds it
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract AuthoritativeServer server() throws Exception;

    /**
     * A server that never answers: nothing listens at its address, or what listens there keeps silent.
     *
     * @return the server; the proof need not find it
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract AuthoritativeServer deadServer() throws Exception;

    /**
     * Has the server answer this from now on, in the place of what it had of this owner and type.
     *
     * @param recordSet what to serve
     * @throws Exception when the server does not take it
     */
    protected abstract void serve(RecordSet recordSet) throws Exception;

    /**
     * How late real machines may be on top of what is promised.
     *
     * @return 1 s by default, for a busy build machine; zero with simulated time
     */
    protected Duration slack() {
        return Duration.ofSeconds(1);
    }

    /**
     * The monotonic clock that the proof runs by.
     *
     * @return nanoseconds; of the system by default
     */
    protected long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits for something to end. A fixture with simulated time lets it pass here.
     *
     * @param stage what to wait for
     * @param atMost how long to wait
     * @param <T> what it completes with
     * @return what it completed with
     * @throws ExecutionException when it completed exceptionally
     * @throws TimeoutException when it did not end in time
     * @throws InterruptedException when the test is interrupted
     */
    protected <T> T await(CompletionStage<T> stage, Duration atMost)
            throws ExecutionException, TimeoutException, InterruptedException {
        return stage.toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Tells the fixture's own threads from the proof's.
     *
     * @param thread a thread that was started during a test
     * @return true when it may outlive the proof; false for all by default
     */
    protected boolean isFixture(Thread thread) {
        return false;
    }

    @AfterEach
    final void closeProofs() {
        opened.forEach(Proof::close);
    }

    /** A proof from {@link #proof()} that is closed after the test. */
    final Proof open() throws Exception {
        Proof proof = proof();
        opened.add(proof);
        return proof;
    }

    /** A key below a name that only this test uses. */
    final RecordSetKey key(String owner, RecordType type) {
        return new RecordSetKey(zone(), fresh(zone()).child(owner), type);
    }

    /** A record set of addresses below a name that only this test uses. */
    final RecordSet addresses(int ttl, String... addresses) {
        return RecordSet.of(key("www", RecordType.A), new Ttl(ttl), List.of(addresses));
    }

    /** What the good server shows of a record set. */
    final Sight look(Proof proof, @Nullable RecordSet expected) throws Exception {
        return look(proof, new ProofQuestion(server(), zone(), expected));
    }

    /** What a question shows, in time. */
    final Sight look(Proof proof, ProofQuestion question) throws Exception {
        return await(proof.ask(question), longest());
    }

    /** How long a question may take at most. */
    final Duration longest() {
        return LONGEST_TIMEOUT.plus(slack());
    }

    final Duration since(long startNanos) {
        return Duration.ofNanos(nanoTime() - startNanos);
    }
}
