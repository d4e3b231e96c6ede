package io.dnsfailover.internal.engine;

import io.dnsfailover.internal.engine.ServerLookups.Found;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ZoneStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delegation of one zone: finds its servers now and then, keeps a watch on each, and tells the records of the zone. On the engine
 * loop only, but for {@link #status}.
 */
final class ZoneWatch implements AuthorityWatch.Owner {
    /**
     * How often what happens.
     *
     * @param everyNanos the time in which each server is looked at once
     * @param divergedAfterNanos how long a server may lag before it is told
     */
    record Periods(long everyNanos, long divergedAfterNanos) {
        static Periods of(Reconciliation rule) {
            return new Periods(rule.every().toNanos(), rule.divergedAfter().toNanos());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ZoneWatch.class);
    private static final double JITTER = 0.1;
    private static final long FIND_EVERY_NANOS = Duration.ofHours(1).toNanos();
    private static final long FIND_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long FIRST_LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Loop loop;
    private final Delegations host;
    private final DnsName zone;
    private final Map<AuthoritativeServer, AuthorityWatch> watches = new LinkedHashMap<>();
    private final Map<String, ProviderWatch> providers = new LinkedHashMap<>();
    private final Set<RecordProof> records = new LinkedHashSet<>();
    private @Nullable Moment found;
    private @Nullable String failure;
    private long pauseNanos; // before the last lookup that failed; 0 when the last one did not
    private final LoopTimer timer;
    private volatile ZoneStatus status;

    ZoneWatch(Loop loop, Delegations host, DnsName zone) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.host = host;
        this.zone = zone;
        this.status = new ZoneStatus(zone, List.of(), null, null, false);
    }

    @Override
    public DnsName zone() {
        return zone;
    }

    /** How it stands. Any thread, no lock. */
    ZoneStatus status() {
        return status;
    }

    /** One more record of the zone. */
    void join(RecordProof record) {
        records.add(record);
        if (records.size() == 1) {
            host.lookups().find(zone, this::looked);
        }
    }

    /** One record less. */
    void leave(RecordProof record) {
        records.remove(record);
        if (records.isEmpty()) {
            timer.cancel();
            follow(List.of());
            host.forget(this);
        }
    }

    /** The servers as they were last found; none before the first time. */
    List<AuthoritativeServer> servers() {
        return List.copyOf(watches.keySet());
    }

    /** Its watches. */
    Collection<AuthorityWatch> watches() {
        return watches.values();
    }

    /** Whether one of them answers. */
    AuthorityHealth health(AuthoritativeServer server) {
        AuthorityWatch watch = watches.get(server);
        return watch == null ? AuthorityHealth.UNKNOWN : watch.health();
    }

    /** A server was asked for a record: one that did not answer is looked at sooner. */
    void sawForRecord(AuthoritativeServer server, Sight.Kind seen, long askedNanos) {
        AuthorityWatch watch = watches.get(server);
        if (watch == null) {
            return;
        }
        if (seen != Sight.Kind.SILENT) {
            host.answered(askedNanos);
        }
        boolean answers = seen == Sight.Kind.SERVES || seen == Sight.Kind.OTHER;
        if (answers == watch.health().isOut()) {
            watch.hurry();
        }
    }

    private void looked(Found result) {
        if (records.isEmpty()) {
            return;
        }
        if (result.isSuccess()) {
            found = loop.now();
            follow(result.servers());
        } else if (failure == null) {
            LOG.warn("The name servers of zone {} cannot be found: {}", zone, result.failure());
        }
        failure = result.isSuccess() ? null : result.failure();
        pauseNanos = result.isSuccess()
                ? 0
                : pauseNanos == 0 ? FIND_AGAIN_NANOS : Math.min(2 * pauseNanos, FIND_EVERY_NANOS);
        timer.set(
                loop.jittered(pauseNanos == 0 ? FIND_EVERY_NANOS : pauseNanos, JITTER),
                () -> host.lookups().find(zone, this::looked));
        show();
    }

    private void follow(List<AuthoritativeServer> now) {
        if (now.equals(servers())) {
            return;
        }
        if (!watches.isEmpty() && !now.isEmpty()) {
            LOG.info("Zone {} is delegated to {} now, not to {}", zone, now, servers());
        }
        Map<AuthoritativeServer, AuthorityWatch> before = new LinkedHashMap<>(watches);
        watches.clear();
        for (AuthoritativeServer server : now) {
            AuthorityWatch known = before.remove(server);
            watches.put(server, known != null ? known : begin(server));
        }
        before.values().forEach(AuthorityWatch::stop);
        show(); // what is told of a provider names the servers that there are now
        regroup();
        List.copyOf(records).forEach(RecordProof::serversChanged);
    }

    private AuthorityWatch begin(AuthoritativeServer server) {
        AuthorityWatch watch = host.watch(server, this);
        watch.start(loop.part(FIRST_LOOK_NANOS));
        return watch;
    }

    private void regroup() {
        Map<String, List<AuthorityWatch>> groups = new LinkedHashMap<>();
        watches.values()
                .forEach(watch -> groups.computeIfAbsent(watch.server().provider(), none -> new ArrayList<>())
                        .add(watch));
        providers.entrySet().removeIf(entry -> {
            boolean gone = !groups.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().over(true);
                host.forget(entry.getValue());
            }
            return gone;
        });
        groups.forEach((provider, servers) -> {
            ProviderWatch watch = providers.computeIfAbsent(provider, name -> host.watch(name, this));
            watch.follow(servers);
            host.judge(watch);
        });
    }

    @Override
    public void looked(AuthorityWatch server, Sight.Kind seen, boolean settled) {
        show();
        if (seen != Sight.Kind.SILENT) {
            host.answered(server.askedNanos());
        }
        ProviderWatch provider = providers.get(server.server().provider());
        if (provider != null) {
            host.judge(provider);
        }
        if (settled) {
            List.copyOf(records).forEach(record -> record.healthSettled(server.server()));
        }
    }

    private void show() {
        List<ZoneStatus.Server> servers =
                watches.values().stream().map(AuthorityWatch::status).toList();
        status = new ZoneStatus(zone, servers, found, failure, false);
    }
}
