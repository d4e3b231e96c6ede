package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.DnsName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The publishers that have the zones themselves. */
class ZonePublishersTest {
    @TempDir
    Path directory;

    private ConfigFile file;

    @BeforeEach
    void directory() {
        file = new ConfigFile(directory);
    }

    private List<PublisherSettings> publishers(String yaml) throws InvalidConfigurationException {
        return file.read(ConfigFile.policy() + "publishers:\n" + yaml).publishers();
    }

    @Test
    @DisplayName("a hidden primary and a file publisher have their limits when nothing is said")
    void defaults_areThoseOfTheLibrary() throws Exception {
        List<PublisherSettings> read = publishers("""
              - type: hidden-primary
                listen: 192.0.2.53
                zones: [{zone: example.com., file: example.com.zone}]
                secondaries: [{notify: 198.51.100.53, key: {name: x, algorithm: hmac-sha256, secret-file: key.txt}}]
              - {type: file, zones: [{zone: example.com., file: example.com.zone}], reload: [/bin/true]}
            """);

        assertThat(read.toString()).doesNotContain(ConfigFile.SECRET);
        assertThat(read.get(0)).isInstanceOfSatisfying(PrimarySettings.class, settings -> {
            assertThat(settings.listen()).containsExactly(Places.addressAndPort("192.0.2.53:53", 1));
            assertThat(settings.stateFile()).isNull();
            assertThat(settings.owner()).isEqualTo("failover");
            assertThat(settings.limits())
                    .isEqualTo(new PrimarySettings.Limits(20, Duration.ofMinutes(5), Duration.ofSeconds(10)));
        });
        assertThat(read.get(1)).isInstanceOfSatisfying(FileSettings.class, settings -> {
            assertThat(settings.zones())
                    .containsEntry(DnsName.of("example.com."), directory.resolve("example.com.zone"));
            assertThat(settings.reload()).containsExactly("/bin/true");
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @Test
    @DisplayName("what --check prints says everything, and says the same when it is read again")
    void effective_isTheSame() throws Exception {
        Configuration read = file.read(ConfigFile.policy() + """
            publishers:
              - type: hidden-primary
                listen: ["192.0.2.53", "[2001:db8::53]:5353"]
                zones: [{zone: example.com., file: example.com.zone}]
                secondaries:
                  - {notify: "198.51.100.53", from: [203.0.113.0/24, 203.0.114.1],
                     key: {name: transfer, algorithm: hmac-sha256, secret-file: key.txt}}
                  - {from: "2001:db8::/32"}
                state-file: primary.state
                owner: me
                max-transfers: 5
                transfer-timeout: 1m
                idle-timeout: 2s
              - type: file
                zones: [{zone: example.com., file: example.com.zone}]
                reload: [/usr/sbin/rndc, reload, "{zone}"]
                check: "127.0.0.1:5353"
                owner: me
                timeout: 20s
            """);

        String printed = read.effective();

        Configuration again = file.read(printed);
        assertThat(again.publishers()).isEqualTo(read.publishers());
        assertThat(again.effective()).isEqualTo(printed);
        assertThat(printed)
                .contains("203.0.113.0/24", "max-transfers: 5", "{zone}")
                .doesNotContain(ConfigFile.SECRET);
    }

    @Test
    @DisplayName("a zone file that changed is another configuration")
    void changedZoneFile_isAnotherConfiguration() throws Exception {
        String yaml = """
              - {type: hidden-primary, listen: 192.0.2.1, zones: [{zone: example.com., file: example.com.zone}],
                 secondaries: [{from: 192.0.2.2}]}
            """;
        List<PublisherSettings> before = publishers(yaml);
        assertThat(publishers(yaml)).isEqualTo(before);

        file.write("example.com.zone", "$TTL 60\n@ SOA ns hostmaster 2 300 60 604800 60\n@ NS ns.example.net.\n");

        assertThat(publishers(yaml)).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        listen: 192.0.2.1, zones: [{zone: example.com., file: none}], secondaries: [{from: 192.0.2.2}] | .zones[0].file: is not there
        listen: 192.0.2.1, zones: [ZONE], secondaries: [{}] | .secondaries[0]: must have notify or from
        listen: 192.0.2.1, zones: [ZONE], secondaries: [] | .secondaries: must have at least one secondary
        listen: [], zones: [ZONE], secondaries: [{from: 192.0.2.2}] | .listen: must have at least one address and port
        listen: 192.0.2.1, zones: [ZONE], secondaries: [{from: 192.0.2.2/24}] | .secondaries[0].from: 192.0.2.2/24 has bits behind its prefix
        listen: 192.0.2.1, zones: [ZONE], secondaries: [{notify: '[::1]:53'}] | : not a hidden primary: secondary [::1]:53 is of another family than every address to listen on
        listen: 192.0.2.1, zones: [ZONE, ZONE], secondaries: [{from: 192.0.2.2}] | .zones[1]: the zone example.com. has a file already
        listen: 192.0.2.1, zones: [ZONE], secondaries: [{from: 192.0.2.2}], reload: [x] | .reload: is not a key of a hidden-primary publisher
        """)
    void mistakeInAHiddenPrimary_isFound(String keys, String mistake) {
        assertMistake("{type: hidden-primary, " + keys, mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        zones: [] | .zones: must have at least one zone
        zones: [ZONE], reload: [] | .reload: must have at least one part
        zones: [ZONE], reload: [rndc] | : not a publisher: reload must begin with the absolute path of a program, not 'rndc'
        zones: [ZONE], check: ns.example.com | .check: must be an IP address and a port
        """)
    void mistakeInAFilePublisher_isFound(String keys, String mistake) {
        assertMistake("{type: file, " + keys, mistake);
    }

    private void assertMistake(String publisher, String mistake) {
        String zone = "{zone: example.com., file: example.com.zone}";
        String yaml = ConfigFile.policy() + "publishers:\n  - " + publisher.replace("ZONE", zone) + "}\n";

        assertThat(file.mistakes(yaml)).singleElement().asString().contains(" publishers[0]" + mistake);
    }

    @Test
    @DisplayName("a zone file that is no zone is a mistake of the file")
    void brokenZoneFile_isFound() {
        file.write("broken", "www A 192.0.2.1\n");

        assertThat(file.mistakes(ConfigFile.policy() + """
            publishers:
              - {type: hidden-primary, listen: 192.0.2.1, zones: [{zone: example.com., file: broken}], secondaries: [{from: 192.0.2.2}]}
            """))
                .singleElement()
                .asString()
                .contains("publishers[0]: ");
    }
}
