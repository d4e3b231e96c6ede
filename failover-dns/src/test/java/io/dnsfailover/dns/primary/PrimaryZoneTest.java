package io.dnsfailover.dns.primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.answer.ZoneInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimaryZoneTest {
    @Test
    @DisplayName("what is no zone is refused with every mistake at once")
    void mistakes_areNamedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimaryZone.parse("example.com.", """
                        www 30 A 192.0.2.1
                        www 30 CNAME ftp
                        www.example.net. 30 A 192.0.2.1
                        ftp 30 A 192.0.2.1
                        ftp 40 A 192.0.2.1
                        """))
                .withMessageContaining("one SOA record, not 0")
                .withMessageContaining("NS record at its apex")
                .withMessageContaining("the alias www.example.com. has other records")
                .withMessageContaining("www.example.net. does not lie in it")
                .withMessageContaining("twice: ftp.example.com. A");
    }

    @Test
    void signedZone_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> World.zone("www NSEC ns1 A"))
                .withMessageContaining("it is signed");
    }

    @Test
    void text_thatIsNoRecord_namesTheLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> World.zone("www NOSUCHTYPE 1"))
                .withMessageContaining("zone example.com.");
        assertThatIllegalArgumentException().isThrownBy(() -> World.zone("$INCLUDE /etc/passwd"));
    }

    @Test
    void read_takesAZoneFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("zone");
        Files.writeString(directory.resolve("more"), "mail A 192.0.2.5\n");
        Files.writeString(file, "$TTL 60\n@ SOA ns hostmaster 1 2 3 4 5\n@ NS ns.example.net.\n$INCLUDE more\n");

        assertThat(PrimaryZone.read("example.com.", file)).hasToString("example.com. (3 records)");
        assertThatThrownBy(() -> PrimaryZone.read("example.com.", directory)).isInstanceOf(IOException.class);
    }

    @Test
    void of_takesWhatTheAnswererTakes() {
        ZoneInfo info = ZoneInfo.at("example.com.")
                .nameServer("ns1.example.com.", "192.0.2.53", "2001:db8::53")
                .nameServer("ns2.example.net.")
                .build();

        assertThat(PrimaryZone.of(info)).hasToString("example.com. (5 records)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrimaryZone.of(ZoneInfo.at("example.com.").build()))
                .withMessageContaining("NS record");
    }

    @Test
    void builder_namesEveryMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiddenPrimary.on(InetSocketAddress.createUnresolved("ns.example.com", 53))
                        .maxTransfers(0)
                        .owner("a b")
                        .start())
                .withMessageContaining("zone is missing")
                .withMessageContaining("secondary is missing")
                .withMessageContaining("must be resolved")
                .withMessageContaining("maxTransfers is 1 to 200")
                .withMessageContaining("owner 'a b'");
    }

    @Test
    void secondaryOfAnotherFamily_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HiddenPrimary.on(World.ANY_PORT)
                        .zone(World.zone())
                        .secondary(Secondary.at(World.socket("::1", 53)))
                        .start())
                .withMessageContaining("another family");
    }
}
