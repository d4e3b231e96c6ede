package io.dnsfailover.testkit;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.ComparingPublisherContract;
import java.util.Optional;

class InMemoryPublisherContractTest extends ComparingPublisherContract {
    private final InMemoryPublisher first = InMemoryPublisher.on(new SimulatedTime());

    @Override
    protected DnsPublisher publisher() {
        return first.named("another");
    }

    @Override
    protected DnsName zone() {
        return DnsName.of("example.com.");
    }

    @Override
    protected RecordSet lookup(RecordSetKey key) {
        return first.zone().lookup(key);
    }

    @Override
    protected void writeOutOfBand(RecordSet recordSet) {
        first.zone().edit(recordSet);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() {
        InMemoryPublisher down = first.named("down");
        down.goDown();
        return Optional.of(down);
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty();
    }
}
