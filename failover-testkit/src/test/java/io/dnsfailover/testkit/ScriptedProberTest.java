package io.dnsfailover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScriptedProberTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Endpoint ENDPOINT = Endpoint.of("192.0.2.10").named("primary");

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedProber prober = new ScriptedProber(time);

    @Test
    @DisplayName("an endpoint without a script is up, after 5 ms of simulated time")
    void noScript_isUp() {
        ProbeResult result = check();

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result.timings().total()).isEqualTo(Duration.ofMillis(5));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    @DisplayName("each instruction takes the place of the one before it")
    void instructions_replaceEachOther() {
        EndpointScript script = prober.endpoint("192.0.2.10");

        script.goesDown();
        assertThat(check().reason()).isEqualTo(Reason.REFUSED);
        script.failsWith(Reason.CONTENT);
        assertThat(check().reason()).isEqualTo(Reason.CONTENT);
        script.isUncheckable();
        assertThat(check().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        script.comesBack();
        assertThat(check().reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName(
            "what passing checks notice is said beside what the endpoint does, and a failing check notices nothing")
    void notes_comeWithPasses() {
        EndpointScript script = prober.endpoint("192.0.2.10");
        Instant end = time.instant().plusSeconds(86_400);

        script.warns("ends soon");
        script.showsCertificateUntil(end);
        script.servesContent("v2");
        script.answersAfter(Duration.ofMillis(70));
        assertThat(check().notes()).isEqualTo(new Notes("ends soon", end, "v2"));
        script.ceasesToWarn();
        assertThat(check().notes()).isEqualTo(new Notes(null, end, "v2"));
        script.goesDown();
        assertThat(check().notes()).isEqualTo(Notes.NONE);
        script.behavesAsElsewhere();
        assertThat(check().notes()).isEqualTo(Notes.NONE);
    }

    @Test
    @DisplayName("silence lasts for exactly the timeout")
    void silence_lastsForTheTimeout() {
        prober.endpoint("192.0.2.10").goesSilent();

        ProbeResult result = check();

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(time.elapsed()).isEqualTo(TIMEOUT);
    }

    @Test
    @DisplayName("a slow endpoint passes below the timeout, and fails at it from the timeout on")
    void slow_failsFromTheTimeoutOn() {
        prober.endpoint("192.0.2.10").answersAfter(TIMEOUT.minusNanos(1));
        assertThat(check().timings().total()).isEqualTo(TIMEOUT.minusNanos(1));

        prober.endpoint("192.0.2.10").answersAfter(TIMEOUT);
        ProbeResult result = check();

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isEqualTo(TIMEOUT);
    }

    @Test
    @DisplayName("a flapping endpoint goes through its outcomes again and again")
    void flapping_goesRound() {
        prober.endpoint("192.0.2.10").flaps(Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS);

        List<Outcome> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.add(check().outcome());
        }

        assertThat(seen).containsExactly(Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS, Outcome.FAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prober.endpoint("192.0.2.10").flaps());
    }

    @Test
    @DisplayName("two probers that share a script go through it independently")
    void flapping_isCountedByProber() {
        EndpointScripts shared = new EndpointScripts(time, "", what -> {});
        ScriptedProber first = new ScriptedProber(time, shared, "", what -> {});
        ScriptedProber second = new ScriptedProber(time, shared, "", what -> {});
        shared.of("primary").flaps(Outcome.FAIL, Outcome.PASS);

        assertThat(check(first).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check(second).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check(first).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    @DisplayName("an endpoint goes down and comes back at the times that were planned")
    void plannedOutages_addUp() {
        EndpointScript script = prober.endpoint("192.0.2.10");
        script.goesDownBetween(Duration.ofMinutes(3), Duration.ofMinutes(9));
        script.goesDownBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));

        List<Integer> down = new ArrayList<>();
        for (int minute = 0; minute < 30; minute++) {
            time.advance(Duration.ofMinutes(minute).plusSeconds(30).minus(time.elapsed()));
            if (check().outcome() == Outcome.FAIL) {
                down.add(minute);
            }
        }

        assertThat(down).containsExactly(3, 4, 5, 6, 7, 8, 20);
        assertThatIllegalArgumentException().isThrownBy(() -> script.goesDownBetween(TIMEOUT, TIMEOUT));
    }

    @Test
    @DisplayName("the script of an id comes before that of its target, and that of everything before both")
    void scripts_haveAnOrder() {
        prober.endpoint("192.0.2.10").failsWith(Reason.RESET);
        assertThat(check().reason()).isEqualTo(Reason.RESET);
        prober.endpoint("primary").failsWith(Reason.CONTENT);
        assertThat(check().reason()).isEqualTo(Reason.CONTENT);
        prober.everything().isUncheckable();
        assertThat(check().reason()).isEqualTo(Reason.LOCAL_TROUBLE);

        prober.everything().behavesAsElsewhere();
        assertThat(check().reason()).isEqualTo(Reason.CONTENT);
        prober.endpoint("primary").behavesAsElsewhere();
        assertThat(check().reason()).isEqualTo(Reason.RESET);
    }

    @Test
    @DisplayName("probes that break their promises throw, or never end until they are cancelled")
    void brokenProbes_break() {
        prober.endpoint("primary").breaksTheProbe();
        assertThatIllegalStateException().isThrownBy(this::start);

        prober.endpoint("primary").hangsTheProbe();
        CompletableFuture<ProbeResult> hanging = start();
        time.advance(Duration.ofDays(1));
        assertThat(hanging).isNotDone();
        assertThat(prober.running()).isEqualTo(1);

        hanging.cancel(true);
        assertThat(prober.running()).isZero();
    }

    @Test
    @DisplayName("checks are counted by id and by target")
    void checks_areCounted() {
        check();
        check();
        prober.prepare(new NamedProbe("any")).probe(new ProbeRequest(Endpoint.of("192.0.2.20"), 0, TIMEOUT));

        assertThat(prober.checks()).isEqualTo(3);
        assertThat(prober.checksOf("primary")).isEqualTo(2);
        assertThat(prober.checksOf("192.0.2.10")).isEqualTo(2);
        assertThat(prober.checksOf("192.0.2.20")).isEqualTo(1);
        assertThat(prober.checksOf("192.0.2.30")).isZero();
    }

    @Test
    @DisplayName("a cancelled check leaves nothing behind")
    void cancel_leavesNothing() {
        start().cancel(true);

        assertThat(time.pending()).isZero();
        assertThat(prober.running()).isZero();
    }

    private ProbeResult check() {
        return check(prober);
    }

    private ProbeResult check(ScriptedProber by) {
        CompletableFuture<ProbeResult> check = start(by);
        assertThat(time.advanceUntil(check::isDone, TIMEOUT)).isTrue();
        return check.join();
    }

    private CompletableFuture<ProbeResult> start() {
        return start(prober);
    }

    private static CompletableFuture<ProbeResult> start(ScriptedProber by) {
        return by.prepare(new NamedProbe("any"))
                .probe(new ProbeRequest(ENDPOINT, 0, TIMEOUT))
                .toCompletableFuture();
    }
}
