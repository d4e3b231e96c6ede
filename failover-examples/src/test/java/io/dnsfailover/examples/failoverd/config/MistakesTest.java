package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.examples.failoverd.config.probe.ProbeTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is found, with the line and the column of what is wrong. */
class MistakesTest {
    @TempDir
    Path directory;

    private ConfigFile file;

    @BeforeEach
    void openDirectory() {
        file = new ConfigFile(directory);
    }

    @ParameterizedTest
    @DisplayName("a mistake in a part of a combined check has its place and its path")
    @MethodSource("mistakesInParts")
    void mistakeInAPart_isFound(String probe, String mistake) {
        String yaml = ConfigFile.policy().replace("{type: tcp, port: 443}", probe);

        assertThat(file.mistakes(yaml)).containsExactly(mistake);
    }

    static Stream<Arguments> mistakesInParts() {
        String tcp = "{type: tcp, port: 1}";
        return Stream.of(
                Arguments.of(
                        "{type: all, parts: [" + tcp + ", {type: tcp, port: 1, prot: 2}]}",
                        "5:75: policies[www].probe.parts[1].prot: is not a key of a tcp probe: did you mean 'port'?"),
                Arguments.of(
                        "{type: all, parts: [" + tcp + ", {type: tcp, port: 0}]}",
                        "5:72: policies[www].probe.parts[1].port: must be a whole number from 1 to 65535, not 0"),
                Arguments.of(
                        "{type: all, parts: [" + tcp + ", {type: http, path: x}]}",
                        "5:12: policies[www].probe.parts[1].path: must start with one '/' and have at most 2048"
                                + " characters, all visible ASCII, percent-encoded where needed, without a fragment"
                                + " ('#')"),
                Arguments.of("{type: all, parts: [" + tcp + "]}", "5:31: policies[www].probe.parts: must be 2 to 16"),
                Arguments.of("{type: any}", "5:12: policies[www].probe.parts: must be set"),
                Arguments.of(
                        "{type: any, needed: 1, parts: [" + tcp + ", " + tcp + "]}",
                        "5:32: policies[www].probe.needed: means nothing with the type any: write at-least"),
                Arguments.of(
                        "{type: at-least, parts: [" + tcp + ", " + tcp + "]}",
                        "5:12: policies[www].probe.needed: must be set"),
                Arguments.of(
                        "{type: at-least, needed: 3, parts: [" + tcp + ", " + tcp + "]}",
                        "5:37: policies[www].probe.needed: must be 1 to the weight of all parts (2)"),
                Arguments.of(
                        "{type: all, parts: [" + tcp + ", {weight: 2}]}",
                        "5:54: policies[www].probe.parts[1].probe: must be set"));
    }

    /** Lines of a policy, and the mistake in them; the first such line is line 6. */
    static Stream<Arguments> mistakesInAPolicy() {
        return Stream.of(
                Arguments.of(
                        "interval: 30",
                        "6:15: policies[www].interval: '30' is not a duration such as 500ms, 30s, 5m, 2h or 1d"),
                Arguments.of("interval: 2d", "6:15: policies[www].interval: must be 100ms to 1d"),
                Arguments.of("interval:", "6:14: policies[www].interval: must be a text, not nothing"),
                Arguments.of("timeout: [5s]", "6:14: policies[www].timeout: must be a text, not a list"),
                Arguments.of("timeout: 30s", "6:14: policies[www].timeout: must be shorter than the interval (30s)"),
                Arguments.of(
                        "intervall: 30s",
                        "6:5: policies[www].intervall: is not a key of a policy: did you mean 'interval'?"),
                Arguments.of(
                        "confirmAfter: 1s",
                        "6:5: policies[www].confirmAfter: is not a key of a policy: did you mean 'confirm-after'?"),
                Arguments.of(
                        "quorum: 2", "6:13: policies[www].quorum: needs 2 failure domains, but the locations form 1"),
                Arguments.of(
                        "quorum: most",
                        "6:13: policies[www].quorum: must be a number of failure domains, majority or all"),
                Arguments.of(
                        "damping: {fall: 0}",
                        "6:21: policies[www].damping.fall: must be a whole number from 1 to 1000, not 0"),
                Arguments.of(
                        "damping: {fall: 99999999999999999999}",
                        "6:21: policies[www].damping.fall: must be a whole number from 1 to 1000, not"
                                + " 99999999999999999999"),
                Arguments.of(
                        "failback: after",
                        "6:15: policies[www].failback: needs a dwell: write {mode: after, dwell: 5m}"),
                Arguments.of(
                        "failback: {mode: never, dwell: 1m}",
                        "6:36: policies[www].failback.dwell: means nothing with the mode never"),
                Arguments.of(
                        "failback: {mode: after, dwell: 8d}",
                        "6:36: policies[www].failback.dwell: failback dwell must be 100ms to 7 days, not 8d"),
                Arguments.of(
                        "all-down: keeplast",
                        "6:15: policies[www].all-down: must be keep-last, primary or all, not 'keeplast': did you mean"
                                + " 'keep-last'?"),
                Arguments.of(
                        "all-down: {last-resort: \"::1\"}",
                        "6:29: policies[www].all-down.last-resort: does not fit the record type A, which holds an IPv4"
                                + " address"),
                Arguments.of(
                        "moves: {per: 1ms}",
                        "6:18: policies[www].moves.per: a move budget has a window of 1s to 7 days, not 1ms"),
                Arguments.of(
                        "latency: {percentile: 50}",
                        "6:14: policies[www].latency: must have a warn limit, a fail limit or both"),
                Arguments.of(
                        "latency: {warn-above: 2s, fail-above: 1s}",
                        "6:27: policies[www].latency.warn-above: must not be over fail-above"),
                Arguments.of(
                        "latency: {fail-above: 5s}",
                        "6:27: policies[www].latency.fail-above: must be shorter than the timeout (5s)"),
                Arguments.of(
                        "latency: {fail-above: 0ms}",
                        "6:27: policies[www].latency.fail-above: a limit must be at least 1ms"),
                Arguments.of(
                        "latency: {of: 0, warn-above: 1s}",
                        "6:19: policies[www].latency.of: must be a whole number from 1 to 1000, not 0"),
                Arguments.of(
                        "readiness: 101",
                        "6:16: policies[www].readiness: must be a whole number from 0 to 100, not 101"),
                Arguments.of("ttl: 1500ms", "6:10: policies[www].ttl: a TTL is a whole number of seconds, not PT1.5S"),
                Arguments.of("name: www", "6:5: policies[www].name: is set twice, first in line 2"),
                Arguments.of(
                        "<<: {ttl: 5s}",
                        "6:5: policies[www].<<: is not a key of a policy, which are: name, record, ttl, endpoints,"
                                + " probe, interval, timeout, confirm-after, damping, quorum, failback, all-down, moves,"
                                + " latency, readiness, drift"),
                Arguments.of(
                        "ttl: !!int 5s",
                        "6:10: policies[www].ttl: must be a text, not a value with the tag tag:yaml.org,2002:int"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInAPolicy")
    void mistakeInAPolicy_isFound(String line, String mistake) {
        assertThat(file.mistakes(ConfigFile.policy(line))).containsExactly(mistake);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1} | publishers[0]: must have key-file or key-env",
                "{type: powerdns, api: 127.0.0.1, key-file: key.txt} | publishers[0].dns: must be set",
                "{type: powerdns, dns: 127.0.0.1, key-file: key.txt} | publishers[0].api: must be set",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: key.txt, key-env: X} |"
                        + " publishers[0].key-env: is set beside key-file: one of them is enough",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-env: NO_SUCH_VARIABLE} | publishers[0].key-env:"
                        + " the environment has no such variable",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: none.txt} | publishers[0].key-file: cannot"
                        + " be read: there is no such file",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: key.txt, max-batch: 0} |"
                        + " publishers[0].max-batch: must be a whole number from 1 to 1000, not 0",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: key.txt, server: 127.0.0.1} |"
                        + " publishers[0].server: is not a key of a powerdns publisher",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: key.txt, certificate-file: key.txt} |"
                        + " publishers[0].certificate-file: is of use with tls only",
                "{type: powerdns, api: 127.0.0.1, dns: 127.0.0.1, key-file: key.txt, tls: a.example, certificate-file:"
                        + " key.txt} | publishers[0].certificate-file: does not hold certificates in PEM",
                "{type: powerdns, api: 192.0.2.53, dns: 192.0.2.53, key-file: key.txt} | publishers[0]: not a"
                        + " publisher: without tls, the key would be readable on the way to 192.0.2.53:8081:"
                        + " allowClearText says that nobody listens there",
            })
    void mistakeInAPowerDnsPublisher_isFound(String publisher, String mistake) {
        assertThat(file.mistakes(ConfigFile.policy() + "publishers:\n  - " + publisher + "\n"))
                .singleElement()
                .asString()
                .contains(": " + mistake);
    }

    @Test
    @DisplayName("one reading finds every mistake of a file, in the order of the lines")
    void manyMistakes_areAllFound() {
        List<String> found = file.mistakes("""
            locations: [{id: a b}, {id: c, source: here}, {id: c}]
            dns: {listen: "localhost:53", zone: x}
            publishers:
              - {type: rfc2136, server: "ns.example.com:53", key: {name: d., algorithm: hmac-md5, secret-file: none.txt}}
              - {type: route53}
            policies:
              - name: www
                record: {zone: example.com., name: www.example.org., type: A}
                endpoints: [192.0.2.10, "::1", {id: x}, {id: y, address: 1.2.3.4, port: 0}]
                probe: {type: http, path: x, expect-status: [99, 200-100], insecure: true}
              - name: www
                record: {zone: example.com, name: www.example.com., type: MX}
                probe: {type: gopher}
            """);

        assertThat(found)
                .containsExactly(
                        "1:18: locations[0].id: location id 'a b' must have 1 to 64 letters, digits, '.', '-' or '_'",
                        "1:40: locations[1].source: must be an IP address, not 'here'",
                        "1:52: locations[2].id: is the id of the location in line 1: ids must be unique",
                        "2:15: dns.listen: must be an IP address and a port, such as 127.0.0.1:5300 or [::1]:5300, not"
                                + " 'localhost:53'",
                        "2:31: dns.zone: is not a key of dns: did you mean 'zones'?",
                        "4:29: publishers[0].server: must be an IP address and a port, such as 127.0.0.1:5300 or"
                                + " [::1]:5300, not 'ns.example.com:53'",
                        "4:77: publishers[0].key.algorithm: 'hmac-md5' is not an algorithm that is allowed here:"
                                + " hmac-sha224, hmac-sha256, hmac-sha384 or hmac-sha512",
                        "4:100: publishers[0].key.secret-file: cannot be read: there is no such file",
                        "5:12: publishers[1].type: must be rfc2136, powerdns, hidden-primary or file, not 'route53'",
                        "8:40: policies[www].record.name: must lie in the zone example.com.",
                        "9:29: policies[www].endpoints[1]: does not fit the record type A, which holds an IPv4 address",
                        "9:36: policies[www].endpoints[2]: must have an address or a target",
                        "9:77: policies[www].endpoints[3].port: must be a whole number from 1 to 65535, not 0",
                        "10:31: policies[www].probe.path: must start with one '/' and have at most 2048 characters,"
                                + " all visible ASCII, percent-encoded where needed, without a fragment ('#')",
                        "10:50: policies[www].probe.expect-status[0]: must be a status such as 200, or a range such as"
                                + " 200-299, not '99'",
                        "10:54: policies[www].probe.expect-status[1]: must be 200 to 599, in ascending order",
                        "10:74: policies[www].probe.insecure: is for https only",
                        "11:5: policies[www]: has the name of the policy in line 7: names must be unique",
                        "11:5: policies[www].endpoints: must be set",
                        "12:20: policies[www].record.zone: 'example.com' is not absolute: a name must end in a dot",
                        "12:63: policies[www].record.type: must be A, AAAA, CNAME or ANAME, not 'MX'",
                        "13:19: policies[www].probe.type: must be " + Spelling.oneOf(ProbeTypes.words())
                                + ", not 'gopher'");
    }

    @Test
    @DisplayName("a mistake in defaults is reported once, however many policies it harms")
    void mistakeInDefaults_isReportedOnce() {
        String second = ConfigFile.policy().replace("policies:\n", "").replace("www", "ftp");

        List<String> found = file.mistakes("defaults: {timeout: 40s, interval: 30s}\n" + ConfigFile.policy() + second);

        assertThat(found)
                .containsExactly(
                        "1:21: defaults.timeout: must be shorter than the interval (30s) (in policy 'www' and 1 more)");
    }

    @Test
    void twoPolicies_forOneRecord_areAMistake() {
        String second = ConfigFile.policy()
                .replace("policies:\n", "")
                .replace("name: www\n", "name: other\n")
                .replace("www.example.com.", "WWW.example.com.");

        assertThat(file.mistakes(ConfigFile.policy() + second))
                .containsExactly("6:5: policies[other]: its record WWW.example.com. A excludes the record A of the same"
                        + " name in the policy 'www' in line 2");
    }

    @Test
    @DisplayName("an A and an AAAA record of one name go together")
    void twoTypes_ofOneName_areNoMistake() {
        String second = ConfigFile.policy()
                .replace("policies:\n", "")
                .replace("name: www\n", "name: www6\n")
                .replace("type: A}", "type: AAAA}")
                .replace("192.0.2.10, 192.0.2.20", "\"2001:db8::1\"");

        assertThat(file.mistakes(ConfigFile.policy() + second)).isEmpty();
    }

    @Test
    void keyFile_withoutKey_isAMistakeThatDoesNotQuoteIt() {
        file.write("key.txt", "not-base64-" + ConfigFile.SECRET + "!");

        assertThat(file.mistakes(ConfigFile.COMPLETE))
                .singleElement()
                .asString()
                .startsWith("5:103: publishers[0].key.secret-file: ")
                .contains("is not Base64")
                .doesNotContain("canary")
                .doesNotContain(ConfigFile.SECRET);
    }

    @Test
    @DisplayName("every key of a file, mistyped by one letter, is refused")
    void everyMistypedKey_isRefused() {
        String complete = ConfigFile.COMPLETE + "    moves: {max: 3, per: 10m}\n";
        Matcher keys =
                Pattern.compile("[a-z0-9-]+(?=:(\\s|$))", Pattern.MULTILINE).matcher(complete);
        List<String> accepted = new ArrayList<>();
        int count = 0;
        while (keys.find()) {
            count++;
            String mistyped = complete.substring(0, keys.start())
                    + keys.group().replaceFirst("^.", "x")
                    + complete.substring(keys.end());
            if (file.mistakes(mistyped).stream().noneMatch(mistake -> mistake.contains("is not a key of"))) {
                accepted.add(keys.group() + " at " + keys.start());
            }
        }

        assertThat(file.mistakes(complete)).isEmpty();
        assertThat(count).isGreaterThan(40);
        assertThat(accepted).isEmpty();
    }
}
