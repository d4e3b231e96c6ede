package io.dnsfailover.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.health.Damping;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.quorum.Quorum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table in the Javadoc of {@link FailoverPolicyBuilder} is what the code does. */
class PolicyDefaultsTest {
    private static final Path SOURCE = Path.of("src/main/java/io/dnsfailover/policy/FailoverPolicyBuilder.java");
    private static final Pattern ROW =
            Pattern.compile("<tr><td>\\{@link #\\S+ ([a-z-]+)}</td><td>(.*?)</td><td>(.*?)</td></tr>");

    private static FailoverPolicyBuilder plain() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .probe(new NamedProbe("own"));
    }

    /** The defaults as the code has them, in the words of the table. */
    private static Map<String, String> defaultsOfTheCode() {
        FailoverPolicy policy = plain().build();
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("record", "must be set");
        defaults.put("primary", "must be set");
        defaults.put("backup", policy.endpoints().size() == 1 ? "none" : "some");
        defaults.put("probe", "must be set");
        defaults.put("ttl", policy.ttl().seconds() + " s");
        defaults.put("interval", policy.interval().toSeconds() + " s");
        defaults.put("timeout", policy.timeout().toSeconds() + " s, or half of the interval if that is shorter");
        defaults.put("confirm-after", policy.confirmAfter().toSeconds() + " s, or the interval if that is shorter");
        defaults.put("damping", policy.damping().toString());
        defaults.put(
                "quorum",
                policy.quorum().equals(Quorum.standard())
                        ? "two failure domains where there are two, one where there is one"
                        : policy.quorum().toString());
        long dwellMinutes = ((Failback.AfterUpFor) policy.failback()).dwell().toMinutes();
        defaults.put("failback", "after " + dwellMinutes + " minutes, or after the TTL if that is longer");
        defaults.put("all-down", policy.allDown().toString());
        defaults.put(
                "moves",
                policy.moveBudget().moves() + " in "
                        + policy.moveBudget().window().toMinutes() + " minutes");
        defaults.put(
                "latency", policy.latency() == null ? "none" : policy.latency().toString());
        defaults.put("readiness", String.valueOf(policy.readiness()));
        defaults.put("drift", policy.drift().toString());
        return defaults;
    }

    @Test
    @DisplayName("the table of defaults in the Javadoc and the code say the same, property by property")
    void table_andCode_agree() throws IOException {
        String source = Files.readString(SOURCE).replaceAll("\\R \\*\\s+", " ");
        Map<String, String> table = new LinkedHashMap<>();
        for (Matcher row = ROW.matcher(source); row.find(); ) {
            table.put(row.group(1), row.group(3));
        }

        assertThat(table).containsExactlyEntriesOf(defaultsOfTheCode());
    }

    @Test
    void defaults_areThese() {
        FailoverPolicy policy = plain().build();

        assertThat(policy.ttl().seconds()).isEqualTo(60);
        assertThat(policy.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.confirmAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.damping()).isEqualTo(new Damping(3, 3, 5));
        assertThat(policy.quorum()).isEqualTo(Quorum.standard());
        assertThat(policy.failback()).isEqualTo(Failback.afterUpFor(Duration.ofMinutes(5)));
        assertThat(policy.allDown()).isEqualTo(AllDown.keepLast());
        assertThat(policy.moveBudget()).isEqualTo(new MoveBudget(3, Duration.ofMinutes(10)));
    }

    @ParameterizedTest(name = "interval {0}: timeout {1}, confirm-after {2}")
    @CsvSource({
        "PT24H, PT5S, PT1S",
        "PT10.002S, PT5S, PT1S",
        "PT10S, PT5S, PT1S",
        "PT9S, PT4.5S, PT1S",
        "PT1S, PT0.5S, PT1S",
        "PT0.9S, PT0.45S, PT0.9S",
        "PT0.1S, PT0.05S, PT0.1S"
    })
    void timeoutAndPause_followTheInterval(Duration interval, Duration timeout, Duration confirmAfter) {
        FailoverPolicy policy = plain().every(interval).build();

        assertThat(policy.timeout()).isEqualTo(timeout);
        assertThat(policy.confirmAfter()).isEqualTo(confirmAfter);
    }

    @ParameterizedTest(name = "TTL {0}: failback after {1}")
    @CsvSource({"PT1S, PT5M", "PT5M, PT5M", "PT5M1S, PT5M1S", "PT168H, PT168H"})
    @DisplayName("the dwell before a failback is never shorter than the TTL")
    void failback_followsTheTtl(Duration ttl, Duration dwell) {
        assertThat(plain().ttl(ttl).build().failback()).isEqualTo(Failback.afterUpFor(dwell));
    }
}
