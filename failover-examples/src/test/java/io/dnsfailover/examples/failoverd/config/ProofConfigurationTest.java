package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.proof.DnsProof;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The section {@code proof}. */
class ProofConfigurationTest {
    private static final String SECTION = """
            proof:
              servers:
                - {zone: example.com., name: ns1.example.net., address: 192.0.2.53, provider: first}
                - {zone: example.com., name: ns2.x.example.org., address: "[2001:db8::53]:5353"}
              delegation: {resolvers: "192.0.2.1", families: AAAA, port: 5300, allow: [10.0.0.0/8, fd00::/8]}
              providers: [{name: org, servers: [example.org., ns7.example.biz.]}]
              timeout: 2s
            """;

    @TempDir
    Path directory;

    private List<String> mistakes(String section) {
        return new ConfigFile(directory).mistakes(section + ConfigFile.policy());
    }

    @Test
    @DisplayName("what --check prints is the section with its defaults, and reads as the same")
    void effective_isTheSection() throws Exception {
        ConfigFile file = new ConfigFile(directory);
        Configuration read = file.read(SECTION + ConfigFile.policy());

        assertThat(read.effective())
                .contains("proof: {servers: [{zone: example.com., name: ns1.example.net., address: \"192.0.2.53:53\","
                        + " provider: first}, {zone: example.com., name: ns2.x.example.org., address:"
                        + " \"[2001:db8::53]:5353\"}], delegation: {resolvers: [\"192.0.2.1:53\"], families: [AAAA],"
                        + " port: 5300, allow: [10.0.0.0/8, \"fd00::/8\"]}, providers: [{name: org, servers:"
                        + " [example.org., ns7.example.biz.]}], timeout: 2s}\n");
        assertThat(file.read(read.effective()).proof()).isEqualTo(read.proof());
        assertThat(file.read("proof: {delegation: {}}\n" + ConfigFile.policy()).effective())
                .contains("proof: {delegation: {families: [A, AAAA], port: 53}, timeout: 1s}\n");
        assertThat(file.read(ConfigFile.policy()).effective()).doesNotContain("proof");
    }

    @Test
    void proof_hasTheServersOfTheFile() throws Exception {
        Configuration read = new ConfigFile(directory).read(SECTION + ConfigFile.policy());

        try (DnsProof proof = Objects.requireNonNull(read.proof()).proof()) {
            List<AuthoritativeServer> servers = proof.servers(DnsName.of("example.com."))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(servers)
                    .extracting(server -> server.provider() + " " + server)
                    .containsExactly(
                            "first ns1.example.net. (192.0.2.53 port 53)",
                            "org ns2.x.example.org. (2001:db8::53 port 5353)");
        }
    }

    @Test
    @DisplayName("every mistake is named with its place")
    void mistakes_areAllNamed() {
        assertThat(mistakes("""
                proof:
                  servers:
                    - {zone: example.com., name: ns1.example.net., adress: 192.0.2.53}
                    - {zone: example.com, name: ns1.example.net., address: ns1.example.net.}
                    - {zone: example.com., name: ns1.example.net., address: 192.0.2.53}
                    - {zone: example.com., name: ns1.example.net., address: 192.0.2.53}
                  delegation: {families: MX, port: 0, allow: 10.0.0.1/8, resolvers: [192.0.2.1, 192.0.2.1]}
                  providers: [{name: a, servers: example.net.}, {name: b, servers: [example.net.]}, {name: c}]
                  timeout: 9s
                """))
                .containsExactlyInAnyOrder(
                        "3:52: proof.servers[0].adress: is not a key of an authoritative server: did you mean 'address'?",
                        "3:7: proof.servers[0].address: must be set",
                        "4:14: proof.servers[1].zone: 'example.com' is not absolute: a name must end in a dot",
                        "4:60: proof.servers[1].address: must be an IP address and a port, such as 127.0.0.1:5300 or"
                                + " [::1]:5300, not 'ns1.example.net.'",
                        "6:7: proof.servers[3]: ns1.example.net. (192.0.2.53:53) is a server of example.com. already",
                        "7:26: proof.delegation.families: must be A or AAAA, not 'MX'",
                        "7:36: proof.delegation.port: must be a whole number from 1 to 65535, not 0",
                        "7:46: proof.delegation.allow: the network '10.0.0.1/8' has bits set beyond its prefix of 8",
                        "7:81: proof.delegation.resolvers[1]: is there twice",
                        "8:69: proof.providers[1].servers[0]: example.net. has the provider a already",
                        "8:85: proof.providers[2].servers: must be set",
                        "9:12: proof.timeout: timeout must be 100ms to 5s, not 9s");
    }

    @Test
    void nothingToAsk_isAMistake() {
        assertThat(mistakes("proof: {timeout: 1s}\n")).containsExactly("1:8: proof: must have servers, or delegation");
        assertThat(mistakes("proof: {servers: []}\n"))
                .containsExactly("1:18: proof.servers: must have at least one item");
    }
}
