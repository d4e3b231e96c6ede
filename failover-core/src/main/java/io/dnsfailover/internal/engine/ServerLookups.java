package io.dnsfailover.internal.engine;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.Proof;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/** Finds the authoritative servers of zones, a few zones at a time. On the engine loop only. */
final class ServerLookups {
    static final int MOST_UNDER_WAY = 16;
    static final int MOST_SERVERS = 64;

    /** How a lookup ended: with servers, or with the reason why there are none. */
    record Found(List<AuthoritativeServer> servers, String failure) {
        boolean isSuccess() {
            return !servers.isEmpty();
        }
    }

    private record Wish(DnsName zone, Consumer<Found> then) {}

    private final Proof proof;
    private final ProofCalls calls;
    private final Deque<Wish> waiting = new ArrayDeque<>();
    private int underWay;

    ServerLookups(Proof proof, ProofCalls calls) {
        this.proof = proof;
        this.calls = calls;
    }

    /** Finds the servers of a zone, of which the first 64 are taken. */
    void find(DnsName zone, Consumer<Found> then) {
        waiting.add(new Wish(zone, then));
        next();
    }

    private void next() {
        while (underWay < MOST_UNDER_WAY && !waiting.isEmpty()) {
            Wish wish = waiting.remove();
            underWay++;
            calls.<List<AuthoritativeServer>>call(() -> proof.servers(wish.zone()), (servers, why) -> {
                underWay--;
                wish.then().accept(servers == null ? new Found(List.of(), why) : found(servers));
                next();
            });
        }
    }

    private static Found found(List<AuthoritativeServer> servers) {
        List<AuthoritativeServer> once =
                new LinkedHashSet<>(servers).stream().limit(MOST_SERVERS).toList();
        return new Found(once, once.isEmpty() ? "the proof found none" : "");
    }
}
