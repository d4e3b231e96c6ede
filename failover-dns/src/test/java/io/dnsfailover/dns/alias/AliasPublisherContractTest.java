package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.InMemoryZone;
import io.dnsfailover.testkit.SimulatedTime;
import io.dnsfailover.testkit.contract.ComparingPublisherContract;
import java.util.Optional;

/** The contract around the publisher of the testkit; that around a real server is in the package of its publisher. */
class AliasPublisherContractTest extends ComparingPublisherContract {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedUpstream upstream = new ScriptedUpstream(time).put("cdn.example.net.", 60, "192.0.2.1");
    private final AliasResolver resolver = AliasResolver.builder().time(time).over(upstream);
    private final InMemoryZone zone = new InMemoryZone();

    @Override
    protected DnsPublisher publisher() {
        return AliasPublisher.around(InMemoryPublisher.on(time).onZone(zone), resolver);
    }

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected RecordSet lookup(RecordSetKey key) {
        return zone.lookup(key);
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) {
        zone.edit(recordSet);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() {
        InMemoryPublisher down = InMemoryPublisher.on(time);
        down.goDown();
        return Optional.of(AliasPublisher.around(down, resolver));
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty();
    }

    /** Those of the resolver, which outlives its publishers. */
    @Override
    protected boolean isFixture(Thread thread) {
        return thread.getName().startsWith("failover-alias");
    }

    @org.junit.jupiter.api.AfterEach
    void closeResolver() {
        resolver.close();
    }
}
