package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.answer.MemoryDirectory;
import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.testkit.contract.RecordDirectoryContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class AliasDirectoryContractTest extends RecordDirectoryContract {
    private static final String ZONE = "example.com.";

    private final MemoryDirectory inner = new MemoryDirectory().put(ZONE, ZONE, RecordType.ANAME, "a.test.");
    private final AliasResolver resolver = AliasResolver.builder()
            .over(new ScriptedUpstream(new DnsThreads.Clocks())
                    .put("a.test.", 60, "192.0.2.1")
                    .put("b.test.", 60, "192.0.2.2"));
    private final RecordDirectory directory = AliasDirectory.over(inner, resolver);

    AliasDirectoryContractTest() throws InterruptedException {
        resolver.hold(this, AliasResolver.names(inner.current(managed().owner(), RecordType.ANAME)));
        resolver.hold(
                this, List.of(io.dnsfailover.model.DnsName.of("a.test."), io.dnsfailover.model.DnsName.of("b.test.")));
        resolver.resolve(io.dnsfailover.model.DnsName.of("a.test."));
        resolver.resolve(io.dnsfailover.model.DnsName.of("b.test."));
    }

    @AfterEach
    void close() {
        resolver.close();
    }

    @Override
    protected RecordDirectory directory() {
        return directory;
    }

    @Override
    protected RecordSetKey managed() {
        return MemoryDirectory.key(ZONE, ZONE, RecordType.A);
    }

    @Override
    protected void move() {
        inner.put(ZONE, ZONE, RecordType.ANAME, "b.test.");
    }
}
