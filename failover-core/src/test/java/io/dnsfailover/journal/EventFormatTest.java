package io.dnsfailover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events as text, and back. */
class EventFormatTest {
    private static final Moment AT = new Moment(81_000_000_017L, Instant.parse("2026-01-01T00:01:21Z"));
    private static final FailoverEvent RELEASED =
            new FailoverEvent.BrakeReleased(FailoverEvent.Header.ofHost("host.k.1", AT), true);

    @Test
    @DisplayName(
            "what is written is what is read, for every kind and every field, and the text is one line of printable ASCII and tabs")
    void anyEvent_isReadAsItWasWritten() throws Exception {
        Set<Class<?>> kinds = new HashSet<>();
        for (long seed = 0; seed < 3_000; seed++) {
            FailoverEvent event = new RandomEvents(seed).next();

            String text = EventFormat.text(event);

            assertThat(text).as("seed %d", seed).matches("[\\t -~]+");
            assertThat(EventFormat.event(text)).as("seed %d: %s", seed, text).isEqualTo(event);
            kinds.add(event.getClass());
        }
        assertThat(kinds)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FailoverEvent.class.getPermittedSubclasses())
                        .flatMap(kind ->
                                kind.isInterface() ? Arrays.stream(kind.getPermittedSubclasses()) : Stream.of(kind))
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("version 1 is this text: a change of it needs another version")
    void text_isStable() {
        assertThat(EventFormat.text(RELEASED))
                .isEqualTo(
                        "brake-released\tv=1\tid=host.k.1\tpolicy=*\tat=81000000017/2026-01-01T00:01:21Z\tordered=1");
        assertThat(EventFormat.text(new FailoverEvent.FailedOver(header(), decision(1, 1))))
                .isEqualTo("failed-over\tv=1\tid=www#7\tpolicy=www\tat=81000000017/2026-01-01T00:01:21Z"
                        + "\tgeneration=7\tcause=FAILOVER\tfrom=single e0 192.0.2.1\tto=single e1 192.0.2.2"
                        + "\tdecided=81000000017/2026-01-01T00:01:21Z\tconfirmed=81000000017/2026-01-01T00:01:21Z"
                        + "\tballot=ballot\\u0009endpoint=e0\\u0009vote=DOWN l0"
                        + "\trejected=rejected\\u0009endpoint=e0\\u0009why=it failed its fresh check"
                        + "\tseen=e0\tview=view\\u0009endpoint=e0\\u0009location=l0 l0\\u0009health=DOWN 0 0"
                        + "\\u0009latest=observed\\\\u0009policy=www\\\\u0009endpoint=e0\\\\u0009location=l0"
                        + "\\\\u0009reason=REFUSED\\\\u0009total=PT0.003S"
                        + "\\\\u0009started=81000000017/2026-01-01T00:01:21Z\\\\u0009ask=2"
                        + "\\\\u0009resolved=192.0.2.10\\\\u0009detail=connection refused"
                        + "\\u0009conclusive=latest\\u0009trouble=81000000017/2026-01-01T00:01:21Z");
    }

    @ParameterizedTest
    @DisplayName("a text that breaks the format is an error that names the rule")
    @CsvSource(delimiter = '|', textBlock = """
                    sang~v=1~id=a~policy=b~at=1/2026-01-01T00:00:00Z              | 'sang' is no kind of event
                    brake-released~id=a~policy=b~at=1/2026-01-01T00:00:00Z        | the field 'v' is missing
                    brake-released~v=2~id=a~policy=b~at=1/2026-01-01T00:00:00Z    | version 2 is not known
                    brake-released~v=1~policy=b~at=1/2026-01-01T00:00:00Z         | the field 'id' is missing
                    brake-released~v=1~id=a~policy=b                              | the field 'at' is missing
                    brake-released~v=1~id=a~policy=b~at=1/2026-01-01T00:00:00Z    | the field 'ordered' is missing
                    brake-released~v=1~id=a~policy=b~at=1/2026-01-01T00:00:00Z~ordered=7 | not written as version 1 writes it
                    brake-released~v=1~id=a~policy=b~at=1/2026-01-01T00:00:00Z~ordered=1~colour=blue | unknown
                    brake-released~v=1~id=a~policy=b~policy=c~at=1/2026-01-01T00:00:00Z~ordered=1 | there twice
                    brake-released~v=1~policy=b~id=a~at=1/2026-01-01T00:00:00Z~ordered=1 | not written as version 1
                    verdict-reached~v=1~id=a~policy=b~at=1/2026-01-01T00:00:00Z~endpoint=e~from=UP~to=DOWN~vote=UP | a vote is
                    """)
    void brokenText_namesTheRule(String text, String rule) {
        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(() -> EventFormat.event(text.replace('~', '\t')))
                .withMessageStartingWith("not an event: ")
                .withMessageContaining(rule);
    }

    @Test
    @DisplayName("a text that is longer than any event is refused before it is read")
    void longText_isRefused() {
        String text = EventFormat.text(RELEASED) + "\tmore=" + "x".repeat(EventFormat.MAX_CHARS);

        assertThatExceptionOfType(JournalFormatException.class)
                .isThrownBy(() -> EventFormat.event(text))
                .withMessageContaining("at most 131072 characters");
    }

    @Test
    @DisplayName("the evidence of fifty endpoints seen from five locations is kept whole")
    void muchEvidence_isKept() throws Exception {
        FailoverEvent event = new FailoverEvent.FailedOver(header(), decision(50, 5));

        assertThat(EventFormat.event(EventFormat.text(event))).isEqualTo(event);
    }

    @Test
    @DisplayName("too much evidence gives way: results on other endpoints first, the votes stay")
    void tooManyResults_onOtherEndpoints_areCut() throws Exception {
        Decision decision = decision(50, 14);

        FailoverEvent.FailedOver read = cut(decision);

        Evidence kept = read.decision().evidence();
        assertThat(kept.sightings()).containsOnlyKeys("e0", "e1");
        assertThat(kept.sightings().get("e0"))
                .isEqualTo(decision.evidence().sightings().get("e0"));
        assertThat(kept.ballots()).isEqualTo(decision.evidence().ballots());
        assertThat(kept.rejected()).isEqualTo(decision.evidence().rejected());
        assertUncut(read, decision);
    }

    @Test
    @DisplayName(
            "then all results, with the votes of a thousand failure domains those on other endpoints, in the end everything")
    void farTooMuchEvidence_isCutFurther() throws Exception {
        Evidence votes = cut(decision(10, 200)).decision().evidence();
        assertThat(votes.sightings()).isEmpty();
        assertThat(votes.ballots()).hasSize(10);

        Evidence two = cut(decision(50, 1_000)).decision().evidence();
        assertThat(two.ballots()).containsOnlyKeys("e0", "e1");
        assertThat(two.rejected()).hasSize(8);

        Evidence none = cut(decision(2, 10_000)).decision().evidence();
        assertThat(none.ballots()).isEmpty();
        assertThat(none.rejected()).isEmpty();
        assertThat(none.confirmed()).isEqualTo(AT);
    }

    @Test
    @DisplayName("what is too long and has no evidence to cut is refused with its id")
    void tooLongWithoutEvidence_isRefused() {
        FailoverEvent event = new FailoverEvent.OverrideChanged(header(), "e0", "x".repeat(EventFormat.MAX_CHARS));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventFormat.text(event))
                .withMessageContaining("www#7")
                .withMessageContaining("at most 131072");
    }

    private static FailoverEvent.FailedOver cut(Decision decision) throws JournalFormatException {
        String text = EventFormat.text(new FailoverEvent.FailedOver(header(), decision));
        assertThat(text).hasSizeLessThanOrEqualTo(EventFormat.MAX_CHARS);
        FailoverEvent read = EventFormat.event(text);
        assertThat(EventFormat.text(read)).isEqualTo(text);
        return (FailoverEvent.FailedOver) read;
    }

    private static void assertUncut(FailoverEvent.FailedOver read, Decision decision) {
        Decision kept = read.decision();
        assertThat(read.header()).isEqualTo(header());
        assertThat(new Decision(
                        kept.generation(), kept.cause(), kept.from(), kept.to(), decision.evidence(), kept.at()))
                .isEqualTo(decision);
    }

    private static FailoverEvent.Header header() {
        return new FailoverEvent.Header("www#7", "www", null, AT);
    }

    private static Decision decision(int endpoints, int locations) {
        Map<String, Ballot> ballots = new TreeMap<>();
        Map<String, List<LocationHealth>> sightings = new TreeMap<>();
        List<Rejection> rejected = new ArrayList<>();
        for (int e = 0; e < endpoints; e++) {
            Map<String, Vote> votes = new TreeMap<>();
            List<LocationHealth> views = new ArrayList<>();
            for (int l = 0; l < locations; l++) {
                votes.put("l" + l, Vote.DOWN);
                views.add(view("e" + e, Location.of("l" + l)));
            }
            ballots.put("e" + e, new Ballot(new TreeMap<>(votes)));
            sightings.put("e" + e, views);
            rejected.add(new Rejection("e" + e, "it failed its fresh check"));
        }
        Evidence evidence = new Evidence(
                ballots, null, sightings, Collections.emptySortedSet(), Map.of(), rejected, null, AT, null);
        return new Decision(
                7,
                Decision.Cause.FAILOVER,
                Holding.of(Endpoint.of("192.0.2.1").named("e0")),
                Holding.of(Endpoint.of("192.0.2.2").named("e1")),
                evidence,
                AT);
    }

    private static LocationHealth view(String endpoint, Location location) {
        ProbeResult refused = new ProbeResult(
                Reason.REFUSED, "connection refused", Timings.total(Duration.ofMillis(3)), "192.0.2.10", 0);
        Observation seen = new Observation("www", endpoint, location.id(), refused, AT, 2);
        return new LocationHealth(location, Health.DOWN, seen, seen, AT);
    }
}
