package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.batch.Hand;
import io.dnsfailover.dns.internal.batch.Write;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.Transport;
import io.dnsfailover.dns.internal.exchange.ZoneReader;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes by the API of one server, and looks over DNS. */
final class PowerDnsClient implements Hand, AutoCloseable {
    private static final Set<String> COPIES = Set.of("Slave", "Secondary", "Consumer");

    private final String server;
    private final PowerDnsApi api;
    private final HttpTransport http;
    private final ZoneReader dns;
    private final Transport overDns;

    PowerDnsClient(String server, PowerDnsApi api, HttpTransport http, ZoneReader dns, Transport overDns) {
        this.server = server;
        this.api = api;
        this.http = http;
        this.dns = dns;
        this.overDns = overDns;
    }

    @Override
    public void close() {
        http.close();
        overDns.close();
    }

    @Override
    public void check(Change change) throws PublishException {
        PowerDnsLimits.check(change);
    }

    @Override
    public void pause(Duration duration) throws PublishException, InterruptedException {
        try {
            http.pause(duration);
        } catch (IOException e) {
            throw new PublishException(PublishEffect.UNKNOWN, server + ": " + e.getMessage(), e);
        }
    }

    /** From the API, which looks into the database past the caches. The mark comes last: what it says is the newest. */
    @Override
    public Held read(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Map<?, ?> set = api.zone(key.zone(), key.owner(), key.type().name(), deadline);
        return held(key, set, askMark(key, deadline));
    }

    /** As they were at one moment: each write by a publisher changes the mark, so none came between two that are the same. */
    Held readAtOneMoment(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        Map<?, ?> before = askMark(key, deadline);
        while (true) {
            Map<?, ?> set = api.zone(key.zone(), key.owner(), key.type().name(), deadline);
            Map<?, ?> after = askMark(key, deadline);
            Held held = held(key, set, after);
            if (held.sameAs(held(key, set, before))) {
                return held;
            }
            before = after;
        }
    }

    private Map<?, ?> askMark(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException {
        return api.zone(key.zone(), OwnershipMark.nameFor(key), "TXT", deadline);
    }

    private Held held(RecordSetKey key, Map<?, ?> setZone, Map<?, ?> markZone) throws PublishException {
        try {
            return PowerDnsRecords.held(key, setZone, markZone);
        } catch (IOException e) {
            throw api.unreadable(server + ": cannot read " + key + ": ", e);
        }
    }

    @Override
    public @Nullable PublishException write(List<Write> writes, Deadline deadline)
            throws PublishException, InterruptedException {
        DnsName zone = writes.get(0).key().zone();
        Map<?, ?> about = api.zone(zone, deadline);
        if (about.get("kind") instanceof String kind && COPIES.contains(kind)) {
            throw new PublishException(
                    PublishEffect.NONE, server + ": the zone " + zone + " is a copy here, of kind " + kind);
        }
        String what = server + ": cannot write " + writes.get(0).key()
                + (writes.size() == 1 ? "" : " and " + (writes.size() - 1) + " more") + ": ";
        PublishException refusal = api.patch(zone, PowerDnsRecords.patch(writes), what, deadline);
        boolean signed = Boolean.TRUE.equals(about.get("dnssec"));
        if (refusal == null && signed && !Boolean.TRUE.equals(about.get("api_rectify"))) {
            rectify(zone, deadline);
        }
        return refusal;
    }

    private void rectify(DnsName zone, Deadline deadline) throws PublishException, InterruptedException {
        try {
            api.rectify(zone, deadline);
        } catch (PublishException e) {
            throw new PublishException(PublishEffect.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public PublishException reconsider(Write write, PublishException refusal, Deadline deadline) {
        return refusal;
    }

    /**
     * Clears the caches first: those of PowerDNS before the end of 2025 may go on with the old answer for as long as they live,
     * beside the new one for who asks in another way. When the answer is not ours, the database tells whether somebody else has
     * written.
     */
    @Override
    public Held see(Write write, Deadline deadline) throws PublishException, InterruptedException {
        RecordSetKey key = write.key();
        api.flush(key.owner(), deadline);
        Held answered = dns.read(key, deadline);
        if (answered.shows(write.change(), write.ours())) {
            return answered;
        }
        api.flush(OwnershipMark.nameFor(key), deadline);
        Held stored = read(key, deadline);
        if (!stored.shows(write.change(), write.ours())) {
            throw new PublishException(
                    PublishEffect.CONFLICT,
                    server + ": did not write " + key + ": it was written, and by now overwritten: "
                            + stored.recordSet() + ", "
                            + (stored.mark() == null ? "no mark" : stored.mark().text()));
        }
        return dns.read(key, deadline);
    }
}
