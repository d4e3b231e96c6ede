package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its operator meets it: arguments, standard streams, signals, exit codes. */
class FailoverdTest {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private Backend primary;
    private Backend backup;

    @BeforeEach
    void startBackends() {
        primary = HttpBackend.on("127.0.0.1");
        backup = HttpBackend.on("127.0.0.2");
    }

    @AfterEach
    void stopBackends() {
        primary.close();
        backup.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    @DisplayName("'ready' stands alone on standard output, and a signal ends it within 2 s with code 0")
    void signal_endsIt(String signal) throws Exception {
        try (ChildJvm failoverd = start(config(policy("www", "400ms")))) {
            failoverd.awaitText("ready\n");

            failoverd.signal(signal);

            assertThat(failoverd.exitCodeWithin(STOP_LIMIT)).isZero();
            assertThat(failoverd.out()).isEqualTo("ready\n");
            assertThat(failoverd.err()).contains("SIG" + signal + ": stopping").contains("INFO Service - stopped");
        }
    }

    @Test
    @DisplayName("SIGTERM before it is ready ends it as well")
    void signal_beforeReady_endsIt() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, Backend.address("127.0.0.1"));
                ChildJvm failoverd = start(config(
                        "  - {name: slow, record: {zone: example.com., name: slow.example.com., type: A}, endpoints: [127.0.0.1],"
                                + " interval: 1d, timeout: 12h, probe: {type: udp, port: %d, send: x}}\n"
                                        .formatted(silent.getLocalPort())))) {
            failoverd.awaitText("DNS answers on");

            failoverd.signal("TERM");

            assertThat(failoverd.exitCodeWithin(STOP_LIMIT)).isZero();
            assertThat(failoverd.out()).isEmpty();
        }
    }

    @Test
    @DisplayName("SIGHUP: a bad file changes nothing and says why, a good one changes only what it changes")
    void hangUp_readsTheFileAgain() throws Exception {
        Path config = config(policy("www", "400ms") + policy("ftp", "400ms"));
        try (ChildJvm failoverd = start(config)) {
            failoverd.awaitText("ready\n");
            Lookup dns = EmbeddedDnsTest.embedded(failoverd);

            config(policy("www", "400ms") + policy("new", "40ms"));
            failoverd.signal("HUP");
            failoverd.awaitText("reload: nothing is changed, the file has 1 mistake\n");
            failoverd.awaitText("policies[new].interval: must be 100ms to 1d");
            assertThat(failoverd.err()).contains("failoverd.yaml:4:");
            assertThat(dns.addresses("ftp.example.com.")).containsExactly("127.0.0.1");
            assertThat(dns.addresses("new.example.com.")).isEmpty();

            config(policy("www", "400ms") + policy("new", "500ms"));
            failoverd.signal("HUP");
            failoverd.awaitText("reload: added [new], changed [], removed [ftp]; 1 unchanged");
            dns.await("new.example.com.", "127.0.0.1");
            assertThat(dns.addresses("ftp.example.com.")).isEmpty();

            config(policy("www", "500ms") + policy("new", "500ms"));
            failoverd.signal("HUP");
            failoverd.awaitText("reload: added [], changed [www], removed []; 1 unchanged");
        }
    }

    @Test
    @DisplayName("SIGHUP: other sections than the policies take a restart, and it says so")
    void hangUp_otherSections_takeARestart() throws Exception {
        Path config = config(policy("www", "400ms"));
        try (ChildJvm failoverd = start(config)) {
            failoverd.awaitText("ready\n");

            Files.writeString(
                    config,
                    Files.readString(config)
                            .replace("127.0.0.1:0", "127.0.0.2:0")
                            .replace("policies:", "locations: [{id: a}, {id: b}]\npolicies:")
                            .replace("{name: www", "{quorum: 2, name: www"));
            failoverd.signal("HUP");

            failoverd.awaitText("reload: nothing is changed, the policies have 1 mistake with the locations");
            failoverd.awaitText("quorum = at least 2: needs 2 failure domains");
            assertThat(failoverd.err())
                    .contains("reload: locations is not what was started with: it takes effect at the next start")
                    .contains("reload: dns is not what was started with: it takes effect at the next start")
                    .doesNotContain("reload: publishers");
        }
    }

    @Test
    void portInUse_isOneLineAndCodeOne() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(Backend.address("127.0.0.1"), 0));
            Path config = config(policy("www", "400ms"));
            Files.writeString(config, Files.readString(config).replace("1:0", "1:" + taken.getLocalPort()));

            try (ChildJvm failoverd = start(config)) {
                assertThat(failoverd.exitCodeWithin(ChildJvm.PATIENCE)).isEqualTo(1);
                assertThat(failoverd.err())
                        .contains("failoverd: cannot answer on 127.0.0.1:" + taken.getLocalPort() + " (dns.listen): ");
                assertThat(failoverd.out()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("--check prints the effective policies, which --check accepts, and starts nothing")
    void check_printsEffectiveConfiguration() throws Exception {
        Path config = config(policy("www", "400ms"));
        String printed;
        try (ChildJvm check = ChildJvm.start(directory, Failoverd.class, "--config", config.toString(), "--check")) {
            assertThat(check.exitCodeWithin(ChildJvm.PATIENCE)).isZero();
            assertThat(check.err()).isEmpty();
            printed = check.out();
        }

        assertThat(printed)
                .contains("  - name: www\n")
                .contains("    interval: 400ms\n")
                .contains("    timeout: 200ms\n");
        Path again = Files.writeString(directory.resolve("effective.yaml"), printed);
        try (ChildJvm check = ChildJvm.start(directory, Failoverd.class, "--check", "--config=" + again)) {
            assertThat(check.exitCodeWithin(ChildJvm.PATIENCE)).isZero();
            assertThat(check.out()).isEqualTo(printed);
        }
    }

    @Test
    @DisplayName("mistakes in the file are all on standard error, with code 2")
    void mistakes_endWithCodeTwo() throws Exception {
        Path config = config(policy("www", "40") + policy("www", "40ms"));
        try (ChildJvm failoverd = start(config)) {
            assertThat(failoverd.exitCodeWithin(ChildJvm.PATIENCE)).isEqualTo(2);
            assertThat(failoverd.out()).isEmpty();
            assertThat(failoverd.err().lines())
                    .containsExactly(
                            config
                                    + ":3:90: policies[www].interval: '40' is not a duration such as 500ms, 30s, 5m, 2h or 1d",
                            config + ":4:5: policies[www]: has the name of the policy in line 3: names must be unique",
                            config
                                    + ":4:5: policies[www]: its record www.example.com. A excludes the record A of the same"
                                    + " name in the policy 'www' in line 3",
                            config + ":4:90: policies[www].interval: must be 100ms to 1d");
        }
    }

    private ChildJvm start(Path config) {
        return ChildJvm.start(directory, Failoverd.class, "--config", config.toString());
    }

    private Path config(String policies) throws IOException {
        return Files.writeString(
                directory.resolve("failoverd.yaml"), "dns: {listen: \"127.0.0.1:0\"}\npolicies:\n" + policies);
    }

    private String policy(String name, String interval) {
        return ("  - {name: %1$s, record: {zone: example.com., name: %1$s.example.com., type: A}, interval: %2$s,"
                        + " probe: {type: http}, endpoints: [{address: 127.0.0.1, port: %3$d}, {address: 127.0.0.2, port: %4$d}]}\n")
                .formatted(name, interval, primary.port(), backup.port());
    }
}
