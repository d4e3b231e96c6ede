package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.BodyRule;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.HttpProxy;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.TlsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every key of an HTTP check, and what a prober has. */
class HttpConfigurationTest {
    private static final String SECRET = "hunter2-canary";

    @TempDir
    private Path directory;

    private ConfigFile file;

    @BeforeEach
    void write() throws IOException {
        file = new ConfigFile(directory);
        Files.writeString(directory.resolve("token.txt"), SECRET + "\n");
    }

    private static String with(String prober, String probe) {
        return prober + ConfigFile.policy().replace("probe: {type: tcp, port: 443}", "probe: " + probe);
    }

    private ProbeSpec probe(String yaml) throws Exception {
        return file.read(yaml).policies().get(0).probe();
    }

    @Test
    @DisplayName("every key is read, and printed so that it reads the same again")
    void everyKey() throws Exception {
        String yaml = with(
                "",
                "{type: http, port: 81, method: POST, path: /x, query: [a=b c, d=], header: 'X-A: b',"
                        + " send: '{}', content-type: application/json, host: www.example.com, expect-status: [200, 301-308],"
                        + " expect-header: ['X-B: ^c', 'X-D: e:f'], expect-body: [one, two], expect-body-without: no,"
                        + " expect-body-matching: 'a+', expect-json: ['/a=b', '/c=d=e'], max-body: 1000, digest: true,"
                        + " redirects: {same-host: 2}, proxy: {tunnel: '192.0.2.1:3128'}}");
        HttpProbe expected = HttpProbe.http()
                .port(81)
                .method("POST")
                .path("/x")
                .query("a", "b c")
                .query("d", "")
                .header("X-A", "b")
                .send("application/json", "{}")
                .host("www.example.com")
                .expectStatus(200)
                .expectStatus(301, 308)
                .expectHeader("X-B", "^c")
                .expectHeader("X-D", "e:f")
                .expectBody("one")
                .expectBody("two")
                .expect(new BodyRule.Absent("no"))
                .expect(new BodyRule.Matches("a+"))
                .expect(new BodyRule.Json("/a", "b"))
                .expect(new BodyRule.Json("/c", "d=e"))
                .maxBodyBytes(1000)
                .digest()
                .followRedirects(RedirectPolicy.sameHost(2))
                .proxy(HttpProxy.tunnel("192.0.2.1", 3128));

        assertThat(probe(yaml)).isEqualTo(expected);
        assertThat(probe(file.read(yaml).effective())).isEqualTo(expected);
    }

    @Test
    void everyKeyOfTls_andOfTheProber() throws Exception {
        String yaml = with(
                "prober: {allow: [10.0.0.0/8, '::1'], credentials: [{name: t, secret-file: token.txt},"
                        + " {name: p, user: me, secret-file: token.txt}]}\n",
                "{type: https, http2: true, tls: 1.3, server-name: sni.example.com, insecure: true, credential: t,"
                        + " redirects: {listed: 2, hosts: [a.example.com]}}");
        HttpProbe expected = HttpProbe.https()
                .http2()
                .tlsVersions(TlsVersion.TLS_1_3)
                .serverName("sni.example.com")
                .insecure()
                .credential("t")
                .followRedirects(RedirectPolicy.listed(2, "a.example.com"));

        Configuration read = file.read(yaml);

        assertThat(read.policies().get(0).probe()).isEqualTo(expected);
        assertThat(read.prober().allow()).containsExactly("10.0.0.0/8", "::1");
        assertThat(read.toString()).doesNotContain(SECRET);
        assertThat(read.effective()).doesNotContain(SECRET).contains("insecure: true");
        assertThat(file.read(read.effective()).prober()).isEqualTo(read.prober());
    }

    @Test
    void mistakes_areSaid() throws Exception {
        List<String> mistakes = file.mistakes(with(
                "prober: {allow: 10.0.0.1/8, credentials: [{name: t, secret-file: none.txt}],"
                        + " authorities: [{name: a, certificate-file: token.txt}]}\n",
                "{type: http, method: get, header: 'no colon', expect-json: none, proxy: {tunnel: nowhere},"
                        + " redirects: {listed: 1}, tls: 1.1}"));

        assertThat(String.join("\n", mistakes))
                .contains("has bits set beyond its prefix of 8")
                .contains("credentials[0].secret-file: cannot be read")
                .contains("has a certificate that cannot be read")
                .contains("must be a name, ':', and a value")
                .contains("must be a name, '=', and a value")
                .contains("must be an address with a port")
                .contains("must be 1.2 or 1.3")
                .contains("hosts")
                .doesNotContain(SECRET);
    }

    @Test
    @DisplayName("a probe that names what the prober does not have is a mistake of the policy")
    void unknownReference_isSaid() throws Exception {
        assertThat(String.join("\n", file.mistakes(with("", "{type: https, credential: gone, authority: ca}"))))
                .contains("its probe has the credential 'gone', which the prober does not have: there is none")
                .contains("its probe has the authority 'ca'");
    }
}
