package io.dnsfailover.testkit;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.testkit.contract.DnsPublisherContract;
import java.util.Optional;

class InMemoryPublisherWithoutCompareContractTest extends DnsPublisherContract {
    private final InMemoryPublisher first =
            InMemoryPublisher.on(new SimulatedTime()).capableOf();

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
        return Optional.empty();
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return Optional.empty();
    }
}
