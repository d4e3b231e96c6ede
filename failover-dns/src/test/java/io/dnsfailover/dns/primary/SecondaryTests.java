package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.Serial;
import io.dnsfailover.dns.server.SecondaryServer;
import io.dnsfailover.spi.DnsPublisher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stock name server does as a secondary of a hidden primary; which one is all that tells the subclasses apart. */
abstract class SecondaryTests {
    /** Ten times what is asked for, 100 ms, and more: machines are noisy. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final SecondaryServer.Kind kind;

    @TempDir
    Path directory;

    SecondaryTests(SecondaryServer.Kind kind) {
        this.kind = kind;
    }

    private HiddenPrimary primary(InetSocketAddress at, int secondaryPort, int names) throws IOException {
        return HiddenPrimary.on(at)
                .zone(World.zoneOf(names))
                .secondary(Secondary.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), secondaryPort))
                        .key(World.KEY))
                .stateFile(directory.resolve("state"))
                .start();
    }

    private static void eventually(Duration atMost, ThrowingRunnable assertion) {
        Awaitility.await().atMost(atMost).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
    }

    @Test
    @DisplayName("a change is served soon after it is published, by an incremental transfer, and so is the next")
    void change_isServedSoon_byIncrementalTransfer() throws Exception {
        int port = SecondaryServer.freePort();
        try (HiddenPrimary primary = primary(World.ANY_PORT, port, 200);
                SecondaryServer secondary =
                        SecondaryServer.start(kind, primary.addresses().get(0), port);
                DnsPublisher publisher = primary.publisher()) {
            assertThat(World.address(secondary.address(), "www")).isEqualTo("192.0.2.10");
            long full = primary.counters().fullTransfers();

            for (int i = 1; i <= 3; i++) {
                String address = "192.0.2.2" + i;
                publisher.replace(World.change(i, "www", address));
                eventually(
                        SOON,
                        () -> assertThat(World.address(secondary.address(), "www"))
                                .as("%s", secondary.log())
                                .isEqualTo(address));
            }

            assertThat(World.serial(secondary.address())).isEqualTo(primary.serial(World.ZONE));
            assertThat(full).isPositive();
            assertThat(primary.counters().fullTransfers()).isEqualTo(full);
            assertThat(primary.counters().incrementalTransfers()).isEqualTo(3);
            assertThat(primary.counters().acknowledged()).isPositive();
        }
    }

    @Test
    @DisplayName("a secondary that was down is brought up to date, and a primary that restarts goes on where it was")
    void secondaryWasDown_andPrimaryRestarts_bothCatchUp() throws Exception {
        int port = SecondaryServer.freePort();
        HiddenPrimary first = primary(World.ANY_PORT, port, 200);
        try (SecondaryServer secondary =
                SecondaryServer.start(kind, first.addresses().get(0), port)) {
            InetSocketAddress address = first.addresses().get(0);
            try (first) {
                secondary.stop();
                first.publisher().replace(World.change(1, "www", "192.0.2.20"));
                first.publisher().replace(World.change(2, "www", "192.0.2.30"));
                secondary.restart();
                eventually(
                        PATIENT,
                        () -> assertThat(World.address(secondary.address(), "www"))
                                .as("%s", secondary.log())
                                .isEqualTo("192.0.2.30"));
            }
            long before = first.serial(World.ZONE);

            try (HiddenPrimary second = primary(address, port, 201)) {
                assertThat(Serial.isAfter(second.serial(World.ZONE), before)).isTrue();
                assertThat(second.publisher()
                                .read(World.addresses("www", "192.0.2.30").key())
                                .generation())
                        .isEqualTo(2);
                eventually(
                        SOON,
                        () -> assertThat(World.serial(secondary.address()))
                                .as("%s", secondary.log())
                                .isEqualTo(second.serial(World.ZONE)));
                assertThat(World.address(secondary.address(), "www")).isEqualTo("192.0.2.30");
                assertThat(World.address(secondary.address(), "host200")).isEqualTo("10.0.0.200");
            }
        }
    }
}
