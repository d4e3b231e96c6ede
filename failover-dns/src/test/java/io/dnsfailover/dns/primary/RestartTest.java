package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Name;

/** What a restart keeps, and what it does to the serial. */
class RestartTest {
    private static final Name APEX = ZoneRecords.name(World.ZONE);
    private static final RecordSetKey WWW = World.addresses("www", "192.0.2.1").key();

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("state");
    }

    private static long serial(Zones zones) {
        ZoneVersion version = zones.at(APEX);
        assertThat(version).isNotNull();
        return version.serial();
    }

    private Zones zones(PrimaryZone zone, long seconds) throws IOException {
        return Zones.start(List.of(zone), StateFile.open(file()), seconds, apex -> {});
    }

    @Test
    @DisplayName("what was published is there after a restart, with its generation, and beats the zone file")
    void published_isThereAgain() throws Exception {
        Zones before = zones(World.zone(), 1000);
        before.replaceAll(
                List.of(World.change(7, "www", "192.0.2.20"), World.change(2, "new", "192.0.2.3")), "failover");
        before.close();

        Zones after = zones(World.zone("more A 192.0.2.9"), 1000);

        assertThat(after.read(WWW).asPublished("failover"))
                .isEqualTo(new Published(World.addresses("www", "192.0.2.20"), 7));
        assertThat(after.read(World.addresses("new", "192.0.2.3").key())
                        .asPublished("failover")
                        .generation())
                .isEqualTo(2);
        assertThat(after.read(World.addresses("more", "192.0.2.9").key()).recordSet())
                .isNotNull();
        after.close();
    }

    @Test
    @DisplayName("the serial grows over a restart, whatever the clock and the zone file say")
    void serial_growsOverARestart() throws Exception {
        Zones first = zones(World.zone(), 5_000);
        assertThat(serial(first)).isEqualTo(5_000);
        for (int i = 1; i <= 10; i++) {
            first.replaceAll(List.of(World.change(i, "www", "192.0.2." + i)), "failover");
        }
        assertThat(serial(first)).isEqualTo(5_010);
        first.close();

        Zones clockSetBack = zones(World.zone(), 4_000);
        assertThat(serial(clockSetBack)).isEqualTo(5_011);
        clockSetBack.close();

        Zones later = zones(World.zone(), 6_000);
        assertThat(serial(later)).isEqualTo(6_000);
        later.close();
    }

    @Test
    @DisplayName("a serial of a zone file that is ahead of the clock is gone on from")
    void serialOfTheZoneFile_isGoneOnFrom() throws Exception {
        PrimaryZone zone = PrimaryZone.parse(
                "example.com.", "@ 300 SOA ns hostmaster 2026112701 300 60 604800 60\n@ 300 NS ns.example.net.\n");

        Zones zones = Zones.start(List.of(zone), null, 1_795_000_000L, apex -> {});

        assertThat(serial(zones)).isEqualTo(2026112702L);
    }

    @Test
    void stateFile_isOfOneProcessAtATime() throws Exception {
        Zones first = zones(World.zone(), 1);

        assertThatThrownBy(() -> StateFile.open(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in use");
        first.close();
        StateFile.open(file()).close();
    }

    @Test
    @DisplayName("a state file that is not one is said so, and is not overwritten")
    void strangeStateFile_isSaid() throws Exception {
        Files.writeString(file(), "this is my diary\n");

        assertThatThrownBy(() -> World.primary(World.zone()).stateFile(file()).start())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("state");
        assertThat(file()).hasContent("this is my diary");
    }

    @Test
    @DisplayName("what cannot be made durable is not served")
    void unwritableState_isUnknown_andNotServed() throws Exception {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        try (HiddenPrimary primary =
                World.primary(World.zone()).stateFile(gone.resolve("state")).start()) {
            long serial = primary.serial(World.ZONE);
            for (String name : List.of("state", "state.lock")) {
                Files.delete(gone.resolve(name));
            }
            Files.delete(gone);

            assertThatThrownBy(() -> primary.publisher().replace(World.change(1, "www", "192.0.2.20")))
                    .isInstanceOfSatisfying(
                            PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.UNKNOWN));

            assertThat(primary.publisher().read(WWW)).isEqualTo(new Published(World.addresses("www", "192.0.2.10"), 0));
            assertThat(primary.serial(World.ZONE)).isEqualTo(serial);
            Files.createDirectory(gone);
            primary.publisher().replace(World.change(1, "www", "192.0.2.20"));
            assertThat(primary.serial(World.ZONE)).isEqualTo(serial + 1);
        }
    }
}
