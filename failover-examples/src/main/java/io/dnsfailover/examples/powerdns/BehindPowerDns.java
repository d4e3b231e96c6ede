package io.dnsfailover.examples.powerdns;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.ZoneInfo;
import io.dnsfailover.dns.remotebackend.RemoteBackend;
import io.dnsfailover.spi.RecordDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A zone whose names fail over, for a PowerDNS that asks for it through its remote backend. PowerDNS is started by whoever
 * starts it today, with {@link #CONFIGURATION} in its {@code pdns.conf}.
 */
public final class BehindPowerDns implements AutoCloseable {
    /** What {@code pdns.conf} needs; {@code %s} is the socket. Other backends stand beside {@code remote}. */
    // tag::configuration[]
    public static final String CONFIGURATION = """
            launch=remote
            remote-connection-string=unix:path=%s
            remote-dnssec=no
            cache-ttl=0
            query-cache-ttl=0
            negquery-cache-ttl=0
            """;
    // end::configuration[]

    private final RemoteBackend backend;

    private BehindPowerDns(RemoteBackend backend) {
        this.backend = backend;
    }

    /**
     * Starts to answer PowerDNS.
     *
     * @param socket where PowerDNS asks
     * @param failover what the names hold, such as a {@code Failover}
     * @return the running thing
     * @throws IOException when the socket is not to be had
     */
    public static BehindPowerDns start(Path socket, RecordDirectory failover) throws IOException {
        // tag::start[]
        Answerer answerer = Answerer.over(failover)
                .zone(ZoneInfo.at("example.com.")
                        .nameServer("ns1.example.net.")
                        .nameServer("ns2.example.net.")
                        .build())
                .countDown(Duration.ofSeconds(5))
                .build();
        RemoteBackend backend = RemoteBackend.start(socket, answerer);
        // end::start[]
        return new BehindPowerDns(backend);
    }

    /** Stops to answer; PowerDNS says SERVFAIL for the zone then. */
    @Override
    public void close() {
        backend.close();
    }
}
