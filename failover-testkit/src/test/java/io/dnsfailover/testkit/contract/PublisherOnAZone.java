package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.InMemoryZone;
import io.dnsfailover.testkit.SimulatedTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fixture over a zone in memory; what is wrong is what the subclass makes of the good publisher. */
abstract class PublisherOnAZone extends ComparingPublisherContract {
    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryZone zone = new InMemoryZone();

    abstract DnsPublisher wrong(InMemoryPublisher good);

    @Override
    protected DnsPublisher publisher() {
        return wrong(InMemoryPublisher.on(time).onZone(zone));
    }

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected @Nullable RecordSet lookup(RecordSetKey key) {
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
        return Optional.of(wrong(down));
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.of(wrong(InMemoryPublisher.on(time)));
    }

    @Override
    protected Set<String> secrets() {
        return Set.of("s3cr3t");
    }

    /** Does what the good one does, but for what a subclass does wrong. */
    static class Delegate implements DnsPublisher {
        final InMemoryPublisher good;

        Delegate(InMemoryPublisher good) {
            this.good = good;
        }

        @Override
        public String name() {
            return good.name();
        }

        @Override
        public Set<Capability> capabilities() {
            return good.capabilities();
        }

        @Override
        public Published read(RecordSetKey key) throws PublishException, InterruptedException {
            return good.read(key);
        }

        @Override
        public void replace(Change change) throws PublishException, InterruptedException {
            good.replace(change);
        }

        @Override
        public void close() {
            good.close();
        }
    }
}
