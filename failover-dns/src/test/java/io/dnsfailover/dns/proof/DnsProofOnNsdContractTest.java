package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.server.FileZoneServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The dead server of this one keeps silent; that of the others has no open port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DnsProofOnNsdContractTest extends ProofAtAddressContract {
    private final Map<RecordSetKey, RecordSet> served =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    private static final int IN_A_ROW = 10;

    private int serial = 1;
    private FileZoneServer server;
    private DatagramSocket silent;

    DnsProofOnNsdContractTest() {
        super("nsd");
    }

    @BeforeAll
    void startServer() throws IOException {
        server = FileZoneServer.start(FileZoneServer.Kind.NSD);
        silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
        if (silent != null) {
            silent.close();
        }
    }

    @Override
    protected Proof proof() {
        return DnsProof.builder()
                .server("example.com.", new NameServer(DnsName.of("ns1.example.com."), server.address(), "nsd"))
                .timeout(Duration.ofMillis(500))
                .build();
    }

    @Override
    InetSocketAddress address() {
        return server.address();
    }

    @Override
    InetSocketAddress deadAddress() {
        return (InetSocketAddress) silent.getLocalSocketAddress();
    }

    /**
     * Writes the zone file and has it loaded. The process that has the old one goes on answering beside the new one for a moment: the new
     * serial has to be seen some times in a row.
     */
    @Override
    protected void serve(RecordSet recordSet) throws IOException {
        served.put(recordSet.key(), recordSet);
        serial++;
        String records = served.values().stream()
                .flatMap(set -> ZoneRecords.records(set).stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        Files.writeString(server.zoneFile(), """
                $ORIGIN example.com.
                $TTL 300
                @ SOA ns1 hostmaster %d 3600 600 86400 60
                @ NS ns1
                ns1 A 127.0.0.1
                %s
                """.formatted(serial, records));
        List<String> reload = server.reloadCommand().stream()
                .map(word -> word.replace("{zone}", "example.com."))
                .toList();
        new ProcessBuilder(reload)
                .redirectErrorStream(true)
                .start()
                .getInputStream()
                .readAllBytes();
        try (DnsProof proof = (DnsProof) proof()) {
            AtomicInteger inARow = new AtomicInteger();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        Sight sight =
                                await(proof.ask(new ProofQuestion(server(), zone(), null)), Duration.ofSeconds(10));
                        return (sight.detail().equals("serial " + serial)
                                        ? inARow.incrementAndGet()
                                        : inARow.getAndSet(0))
                                >= IN_A_ROW;
                    });
        }
    }
}
