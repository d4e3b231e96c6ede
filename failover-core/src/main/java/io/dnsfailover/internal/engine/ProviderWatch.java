package io.dnsfailover.internal.engine;

import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Moment;
import io.dnsfailover.status.ZoneStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one provider answers for one zone at all. That it does not is told only when somebody else was seen to answer after its last
 * server fell silent, and each of its servers was silent once more after that: else the trouble may be our own. On the engine loop only.
 */
final class ProviderWatch {
    private final Loop loop;
    private final HostLog log;
    private final ZoneWatch zone;
    private final String provider;
    private List<AuthorityWatch> servers = List.of();
    private @Nullable Moment toldAt;
    private boolean witnessed;
    private long witnessedNanos; // when the look began that showed that others answer

    ProviderWatch(Loop loop, HostLog log, ZoneWatch zone, String provider) {
        this.loop = loop;
        this.log = log;
        this.zone = zone;
        this.provider = provider;
    }

    /** It has these servers now, at least one. */
    void follow(List<AuthorityWatch> now) {
        servers = List.copyOf(now);
    }

    /** Whether it does not answer, and that was not told yet. */
    boolean isPending() {
        return toldAt == null && isOut();
    }

    private boolean isOut() {
        return servers.stream().allMatch(server -> server.health().isOut());
    }

    /** One of its servers was looked at, or somebody else's answered. */
    void judge(Delegations host) {
        if (servers.stream().anyMatch(server -> server.health().standing() == ZoneStatus.Standing.ANSWERS)) {
            over(false);
        } else if (isPending() && confirmed(host)) {
            tell();
        }
    }

    private boolean confirmed(Delegations host) {
        if (!servers.stream().allMatch(AuthorityWatch::isBad)) {
            witnessed = false; // it may be about to come back
            return false;
        }
        long since =
                servers.stream().mapToLong(AuthorityWatch::badSinceNanos).max().orElseThrow();
        witnessed = witnessed && witnessedNanos > since;
        if (!witnessed && host.answeredSince(since)) {
            witnessed = true;
            witnessedNanos = host.lastAnsweredNanos();
        }
        if (!witnessed) {
            return false;
        }
        List<AuthorityWatch> older = servers.stream()
                .filter(server -> server.askedNanos() < witnessedNanos)
                .toList();
        older.forEach(AuthorityWatch::hurry);
        return older.isEmpty();
    }

    private void tell() {
        Moment now = loop.now();
        toldAt = now;
        List<ProofEvent.Seen> seen = servers.stream()
                .map(server -> new ProofEvent.Seen(
                        server.server(),
                        ProofEvent.Stand.DOES_NOT_ANSWER,
                        Duration.ofNanos(now.nanos() - server.badSinceNanos()),
                        server.shows()))
                .toList();
        DnsName name = zone.zone();
        List<DnsName> available = zone.status().available();
        log.warn(header -> new ProofEvent.ProviderSilent(header, name, provider, seen, available));
    }

    /** It answers, or is not asked any more. */
    void over(boolean left) {
        witnessed = false;
        Moment began = toldAt;
        if (began != null && !loop.isClosed()) {
            toldAt = null;
            DnsName name = zone.zone();
            Duration lasted = loop.now().since(began);
            log.inform(header -> new ProofEvent.ProviderAnswers(header, name, provider, lasted, left));
        }
    }
}
