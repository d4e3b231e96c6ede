package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.CombinedProbe;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parts of a combined check come to, with parts that end when the test says so. */
class PartsProbeTest {
    private static final Endpoint ENDPOINT = Endpoint.of("192.0.2.10");
    private static final NamedProbe A = new NamedProbe("a", 80);
    private static final NamedProbe B = new NamedProbe("b", 80);
    private static final NamedProbe C = new NamedProbe("c", 25);
    private static final NamedProbe PORTLESS = new NamedProbe("portless");
    private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Notes> NOTES = List.of(
            new Notes("one \\", SOON.plusSeconds(9), "x"), new Notes(null, SOON, null), new Notes("two", null, "y"));

    private final Map<String, CompletableFuture<ProbeResult>> parts = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest(name = "{0} of 3, in the order {1}: {2}")
    @DisplayName("the outcome comes as soon as it is sure, and our own trouble is no evidence for or against")
    @CsvSource({
        "3, PPP, PASS",
        "3, F, FAIL",
        "3, PF, FAIL",
        "3, IF, FAIL",
        "3, PPI, INCONCLUSIVE",
        "3, IPP, INCONCLUSIVE",
        "1, P, PASS",
        "1, FP, PASS",
        "1, IFP, PASS",
        "1, FFF, FAIL",
        "1, FFI, INCONCLUSIVE",
        "2, PP, PASS",
        "2, FF, FAIL",
        "2, PFP, PASS",
        "2, PFF, FAIL",
        "2, PFI, INCONCLUSIVE",
        "2, IPF, INCONCLUSIVE",
        "2, III, INCONCLUSIVE",
    })
    void outcome_whenSure(int needed, String order, Outcome outcome) {
        CompletableFuture<ProbeResult> whole = probe(CombinedProbe.atLeast(needed, A, B, C), ENDPOINT);

        for (int at = 0; at < order.length(); at++) {
            assertThat(whole).as("before part %d", at).isNotDone();
            end("abc".substring(at, at + 1), order.charAt(at), "");
        }

        assertThat(whole).isCompletedWithValueMatching(result -> result.outcome() == outcome);
        parts.values().forEach(part -> assertThat(part).isDone());
    }

    @Test
    @DisplayName("weights count, not numbers")
    void weights_count() {
        CompletableFuture<ProbeResult> whole =
                probe(CombinedProbe.atLeast(3, A, B).and(3, C), ENDPOINT);

        end("a", 'F', "no");
        end("b", 'F', "no");
        assertThat(whole).isNotDone();
        end("c", 'P', "");

        assertThat(whole.join().describe())
                .isEqualTo("PASS EXPECTED after 7ms: weight 3 of 5 passed; part 1 (a) REFUSED: no;"
                        + " part 2 (b) REFUSED: no");
    }

    @Test
    @DisplayName("the result is that of the part that decided, with its reason, timings, address and status")
    void result_isThatOfTheDecisivePart() {
        CompletableFuture<ProbeResult> whole = probe(CombinedProbe.all(A, B, C), ENDPOINT);
        Timings timings = new Timings(null, Duration.ofMillis(1), null, Duration.ofMillis(2), Duration.ofMillis(3));

        end("b", 'P', "");
        part("a").complete(new ProbeResult(Reason.STATUS, "got \\ 503", timings, "192.0.2.10", 503));

        String detail = "1 of 3 failed; part 1 (a) STATUS: got \\ 503; sure without 1 more";
        assertThat(whole.join()).isEqualTo(new ProbeResult(Reason.STATUS, detail, timings, "192.0.2.10", 503));
        assertThat(part("c")).isCancelled();
    }

    @Test
    @DisplayName("the reason of an outcome that is not sure is that of the first part that is not")
    void unsure_saysWhy() {
        CompletableFuture<ProbeResult> whole = probe(CombinedProbe.all(A, B), ENDPOINT);

        part("b").complete(ProbeResult.of(Reason.UNRESOLVED, "no name", Timings.total(Duration.ofMillis(9))));
        end("a", 'P', "");

        assertThat(whole.join().describe())
                .isEqualTo("INCONCLUSIVE UNRESOLVED after 7ms: 1 of 2 that must pass did;"
                        + " part 2 (b) UNRESOLVED: no name");
    }

    @Test
    @DisplayName("a part that throws, now or later, is its own trouble")
    void brokenPart_isInconclusive() {
        Probe throwsNow = request -> {
            throw new IllegalStateException("at once");
        };
        Probe throwsLater = request -> CompletableFuture.failedFuture(new IllegalStateException("later"));
        PartsProbe probe = new PartsProbe(CombinedProbe.any(A, B), 80, List.of(throwsNow, throwsLater));

        ProbeResult whole =
                probe.probe(request(ENDPOINT, 80)).toCompletableFuture().join();

        assertThat(whole.reason()).isEqualTo(Reason.PROBE_BROKEN);
        assertThat(whole.detail()).contains("part 1 (a)", "at once", "part 2 (b)", "later");
    }

    @Test
    @DisplayName("every warning is kept, and the end of the certificate that ends first")
    void notes_areThoseOfAllParts() {
        Notes whole = noted(CombinedProbe.all(A, B, C), NOTES);

        assertThat(whole.warning()).isEqualTo("one \\\\; two");
        assertThat(whole.certificateEnds()).isEqualTo(SOON);
        assertThat(noted(CombinedProbe.all(A, B, C), List.of(Notes.NONE, Notes.NONE, Notes.NONE)))
                .isEqualTo(Notes.NONE);
    }

    @Test
    @DisplayName("there is a digest over those of all parts, but not where a part was not waited for")
    void digest_isOverAllParts() {
        List<Notes> other = List.of(NOTES.get(0), NOTES.get(1), new Notes(null, null, "z"));

        assertThat(noted(CombinedProbe.all(A, B, C), NOTES).contentDigest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(noted(CombinedProbe.all(A, B, C), NOTES).contentDigest())
                .isNotEqualTo(noted(CombinedProbe.all(A, B, C), other).contentDigest());
        assertThat(noted(CombinedProbe.any(A, B, C), NOTES)).isEqualTo(new Notes("one \\", SOON.plusSeconds(9), null));
    }

    @Test
    @DisplayName("abandoning the whole abandons the parts")
    void cancel_reachesTheParts() {
        CompletableFuture<ProbeResult> whole = probe(CombinedProbe.all(A, CombinedProbe.any(B, C)), ENDPOINT);

        whole.cancel(true);

        assertThat(parts).hasSize(3);
        parts.values().forEach(part -> assertThat(part).isCancelled());
    }

    @Test
    @DisplayName("where the first part decides at once, the others are not even started")
    void sureAtOnce_startsNoMore() {
        Probe first = request -> CompletableFuture.completedFuture(result('P', ""));
        PartsProbe probe = new PartsProbe(CombinedProbe.any(A, B), 80, List.of(first, request -> start("b", request)));

        assertThat(probe.probe(request(ENDPOINT, 80)).toCompletableFuture()).isCompleted();
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("the port of the endpoint takes the place of the first part's, wherever that stands; other ports stay")
    void ports_followTheFirstPart() {
        CombinedProbe spec = CombinedProbe.all(PORTLESS, A, CombinedProbe.any(C, B));

        assertThat(probe(spec, ENDPOINT)).isNotNull();
        assertThat(asked).containsExactly("portless 0", "a 80", "c 25", "b 80");

        asked.clear();
        assertThat(probe(spec, ENDPOINT.onPort(8080))).isNotNull();
        assertThat(asked).containsExactly("portless 8080", "a 8080", "c 25", "b 8080");
    }

    @Test
    @DisplayName("a location that cannot make a part cannot make the whole, and says which part")
    void unsupportedPart_isNamed() {
        NamedProbe unknown = new NamedProbe("unknown");

        assertThat(station().supports(CombinedProbe.all(A, unknown))).isFalse();
        assertThat(station().unsupported(CombinedProbe.all(A, CombinedProbe.any(B, unknown))))
                .isEqualTo(unknown);
        assertThat(station().unsupported(CombinedProbe.all(A, CombinedProbe.any(B, C))))
                .isNull();
    }

    private Notes noted(CombinedProbe spec, List<Notes> notes) {
        CompletableFuture<ProbeResult> whole = probe(spec, ENDPOINT);
        part("a").complete(result('P', "").with(notes.get(0)));
        part("b").complete(result('P', "").with(notes.get(1)));
        part("c").complete(result('P', "").with(notes.get(2)));
        return whole.join().notes();
    }

    private CompletableFuture<ProbeResult> probe(CombinedProbe spec, Endpoint endpoint) {
        int port = endpoint.port() != 0 ? endpoint.port() : spec.port();
        return station().probe(spec).probe(request(endpoint, port)).toCompletableFuture();
    }

    private Station station() {
        Map<String, Probe> named = new HashMap<>();
        for (NamedProbe own : List.of(A, B, C, PORTLESS)) {
            named.put(own.name(), request -> start(own.name(), request));
        }
        return new Station(Location.of("fra1"), new Nothing(), null, named);
    }

    private CompletionStage<ProbeResult> start(String name, ProbeRequest request) {
        asked.add(name + " " + request.port());
        CompletableFuture<ProbeResult> part = new CompletableFuture<>();
        parts.put(name, part);
        return part;
    }

    private CompletableFuture<ProbeResult> part(String name) {
        return Objects.requireNonNull(parts.get(name));
    }

    private void end(String name, char outcome, String detail) {
        part(name).complete(result(outcome, detail));
    }

    private static ProbeResult result(char outcome, String detail) {
        Reason reason = switch (outcome) {
            case 'P' -> Reason.EXPECTED;
            case 'F' -> Reason.REFUSED;
            default -> Reason.LOCAL_TROUBLE;
        };
        return ProbeResult.of(reason, detail, Timings.total(Duration.ofMillis(7)));
    }

    private static ProbeRequest request(Endpoint endpoint, int port) {
        return new ProbeRequest(endpoint, port, Duration.ofSeconds(1));
    }

    /** A prober that makes no check of its own. */
    private static final class Nothing implements Prober {
        @Override
        public boolean supports(ProbeSpec spec) {
            return false;
        }

        @Override
        public Probe prepare(ProbeSpec spec) {
            throw new IllegalArgumentException("no such check");
        }

        @Override
        public void close() {}
    }
}
