package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.testkit.ScriptedAuthorities;
import io.dnsfailover.testkit.ScriptedAuthority;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The contract of a proof over {@link ScriptedAuthorities}, in simulated time. */
public abstract class SimulatedProofContract extends ProofContract {
    protected final SimulatedTime time = new SimulatedTime();
    protected final ScriptedAuthorities authorities = new ScriptedAuthorities(time);
    private final ScriptedAuthority server = authorities.add(zone(), "ns1.example.net.", "192.0.2.53");

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected DnsName foreignZone() {
        return DnsName.of("example.org.");
    }

    @Override
    protected AuthoritativeServer server() {
        return server.server();
    }

    @Override
    protected AuthoritativeServer deadServer() {
        return new AuthoritativeServer("example.net", DnsName.of("ns9.example.net."), "192.0.2.99 port 53");
    }

    @Override
    protected void serve(RecordSet recordSet) {
        server.serves(recordSet);
    }

    @Override
    protected Duration slack() {
        return Duration.ZERO;
    }

    @Override
    protected long nanoTime() {
        return time.nanoTime();
    }

    @Override
    protected <T> T await(CompletionStage<T> stage, Duration atMost)
            throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<T> future = stage.toCompletableFuture();
        time.advanceUntil(future::isDone, atMost);
        return future.get(0, TimeUnit.NANOSECONDS);
    }
}
