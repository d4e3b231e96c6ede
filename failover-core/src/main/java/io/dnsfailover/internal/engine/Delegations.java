package io.dnsfailover.internal.engine;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.status.ZoneStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zones of a host and their authoritative servers, and what all of them have in common: whether anybody answers at all. When nobody
 * does, the trouble is taken for our own, and no provider is reported. On the engine loop only, but for {@link #statuses}.
 */
final class Delegations {
    private static final Logger LOG = LoggerFactory.getLogger(Delegations.class);
    private static final long AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int WITNESSES = 8;

    private final Loop loop;
    private final Proof proof;
    private final ZoneWatch.Periods periods;
    private final HostLog log;
    private final ProofDesk desk;
    private final ServerLookups lookups;
    private final Map<DnsName, ZoneWatch> zones = new LinkedHashMap<>();
    private final Set<ProviderWatch> pending = new LinkedHashSet<>(); // out, and not told
    private boolean anyAnswer;
    private long lastAnsweredNanos; // when the newest look began that was answered, be it with an error
    private final LoopTimer timer;
    private volatile boolean ownTrouble;
    private volatile List<ZoneWatch> shown = List.of();

    Delegations(Loop loop, Proof proof, Reconciliation rule, HostLog log) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.proof = proof;
        this.periods = ZoneWatch.Periods.of(rule);
        this.log = log;
        ProofCalls calls = new ProofCalls(loop);
        this.desk = new ProofDesk(loop, proof, calls);
        this.lookups = new ServerLookups(proof, calls);
    }

    /** The proof of one record; null for one of a type that cannot be asked for. */
    @Nullable
    RecordProof prove(RecordSetKey key, RecordProof.Owner owner) {
        if (!proof.supports(key.type())) {
            return null;
        }
        ZoneWatch zone = zone(key.zone());
        RecordProof record = new RecordProof(loop, desk, zone, periods, owner);
        zone.join(record);
        return record;
    }

    private ZoneWatch zone(DnsName name) {
        ZoneWatch known = zones.get(name);
        if (known != null) {
            return known;
        }
        ZoneWatch watch = new ZoneWatch(loop, this, name);
        zones.put(name, watch);
        shown = List.copyOf(zones.values());
        return watch;
    }

    /** How all zones stand, in the order in which they came. Any thread, no lock. */
    List<ZoneStatus> statuses() {
        boolean own = ownTrouble;
        return shown.stream().map(zone -> zone.status().with(own)).toList();
    }

    /** Nothing is asked any more. */
    void close() {
        desk.close();
        timer.cancel();
    }

    ServerLookups lookups() {
        return lookups;
    }

    /** A zone has no record any more. */
    void forget(ZoneWatch zone) {
        zones.remove(zone.zone(), zone);
        shown = List.copyOf(zones.values());
    }

    AuthorityWatch watch(AuthoritativeServer server, ZoneWatch zone) {
        return new AuthorityWatch(loop, desk, periods.everyNanos(), server, zone);
    }

    ProviderWatch watch(String provider, ZoneWatch zone) {
        return new ProviderWatch(loop, log, zone, provider);
    }

    /** Some server answered a question that began then, for its zone or not: the network between us and it works. */
    void answered(long askedNanos) {
        lastAnsweredNanos = anyAnswer ? Math.max(lastAnsweredNanos, askedNanos) : askedNanos;
        anyAnswer = true;
        if (ownTrouble) {
            ownTrouble = false;
            LOG.info("Authoritative servers answer again");
            arm();
        }
    }

    /** Whether a question was answered that began later. */
    boolean answeredSince(long nanos) {
        return anyAnswer && lastAnsweredNanos > nanos;
    }

    long lastAnsweredNanos() {
        return lastAnsweredNanos;
    }

    /** A provider may stand otherwise now. */
    void judge(ProviderWatch provider) {
        provider.judge(this);
        if (!provider.isPending()) {
            pending.remove(provider);
        } else if (pending.add(provider)) {
            arm();
        }
    }

    /** A provider is not asked any more. */
    void forget(ProviderWatch provider) {
        pending.remove(provider);
    }

    private void arm() {
        if (!timer.isSet() && !pending.isEmpty()) {
            timer.set(AGAIN_NANOS, this::lookAgain);
        }
    }

    /** Looks for somebody who answers, while it is open whether a provider does not. */
    private void lookAgain() {
        List.copyOf(pending).forEach(this::judge);
        if (pending.isEmpty()) {
            return;
        }
        List<AuthorityWatch> others = zones.values().stream()
                .flatMap(zone -> zone.watches().stream())
                .filter(server -> server.health().standing() != ZoneStatus.Standing.SILENT)
                .limit(WITNESSES)
                .toList();
        others.forEach(AuthorityWatch::hurry);
        if (!others.isEmpty()) {
            arm();
        } else if (!ownTrouble) {
            ownTrouble = true;
            LOG.warn(
                    "No authoritative server of any zone answers: that looks like our own network, and no provider is reported");
        }
    }
}
