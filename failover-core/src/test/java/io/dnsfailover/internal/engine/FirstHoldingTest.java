package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstHoldingTest {
    private static final FailoverPolicy POLICY = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary(Endpoint.of("192.0.2.1").named("p"))
            .backup(Endpoint.of("192.0.2.2").named("b1"))
            .backup(Endpoint.of("192.0.2.3").named("b2"))
            .probe(new NamedProbe("own"))
            .build();

    /**
     * Stored as {@code endpoint@generation} or nothing; served as a list of {@code addresses@generation} with the last digits of the
     * addresses, {@code -} for no record set.
     */
    @ParameterizedTest(name = "stored {0}, served {1}: {2}")
    @CsvSource({
        // Nothing stored: what is served if it is an endpoint, else the primary.
        "'', '', p@1",
        "'', -@0, p@1",
        "'', -@0 -@0, p@1",
        "'', 2@0, b1@1",
        "'', 1@0, p@1",
        "'', 2@7, b1@7",
        "'', 9@0, p@1",
        "'', 9@7, p@8",
        "'', -@7, p@8",
        "'', 23@7, p@8",
        // Several name servers: the newest that holds an endpoint.
        "'', 2@5 3@7, b2@7",
        "'', 3@7 2@5, b2@7",
        "'', 2@7 3@7, b1@7",
        "'', 2@0 9@0, b1@1",
        "'', 9@0 2@0, b1@1",
        // The newest holds something else, so that the older answer is a decision of its own.
        "'', 9@7 2@5, b1@8",
        "'', 2@5 9@7, b1@8",
        "'', 23@7 3@0, b2@8",
        // Stored: it wins unless something newer is served.
        "b1@5, '', b1@5",
        "b1@5, -@0, b1@5",
        "b1@5, 3@4, b1@5",
        "b1@5, 3@5, b1@5",
        "b1@5, 3@6, b2@6",
        "b1@5, 3@6 2@9, b1@9",
        "b1@5, 9@6, b1@7",
    })
    void of_storedAndServed(String stored, String served, String expected) {
        FirstHolding first = FirstHolding.of(POLICY, stored.isEmpty() ? null : stored(stored), served(served));

        String id = ((Holding.Single) first.holding()).endpointId();
        assertThat(id + "@" + first.generation()).isEqualTo(expected);
        assertThat(first.holding()).isEqualTo(Holding.of(POLICY.endpoint(id).orElseThrow()));
    }

    @Test
    @DisplayName("the order in which name servers answered does not matter")
    void of_servedInAnyOrder_sameHolding() {
        List<Published> served = new ArrayList<>(served("9@9 3@7 2@5 -@3"));
        FirstHolding first = FirstHolding.of(POLICY, null, served);

        Collections.reverse(served);

        assertThat(FirstHolding.of(POLICY, null, served)).isEqualTo(first);
    }

    @Test
    @DisplayName("a stored endpoint whose target has changed is held at its new target, as a new decision")
    void of_storedEndpointMoved_isANewDecision() {
        Holding old = new Holding.Single("b1", Target.parse("192.0.2.99"));

        assertThat(FirstHolding.of(POLICY, stored(old, 5), List.of()))
                .isEqualTo(new FirstHolding(Holding.of(POLICY.endpoint("b1").orElseThrow()), 6));
    }

    @Test
    @DisplayName(
            "what the policy dropped meanwhile, and what stood for no endpoint, stays as it was: a restart changes nothing")
    void of_storedOther_staysAsItWas() {
        for (Holding other : List.of(
                new Holding.Single("gone", Target.parse("192.0.2.99")),
                new Holding.LastResort(Target.parse("203.0.113.1")),
                new Holding.Everything(List.of(Target.parse("192.0.2.1"), Target.parse("192.0.2.2"))))) {
            assertThat(FirstHolding.of(POLICY, stored(other, 5), served("9@5"))).isEqualTo(new FirstHolding(other, 5));
        }
    }

    @Test
    void endpointOf_onlyASingleAddressOfAnEndpoint() {
        assertThat(FirstHolding.endpointOf(POLICY, null)).isEmpty();
        assertThat(FirstHolding.endpointOf(POLICY, recordSet("2")))
                .contains(POLICY.endpoints().get(1));
        assertThat(FirstHolding.endpointOf(POLICY, recordSet("9"))).isEmpty();
        assertThat(FirstHolding.endpointOf(POLICY, recordSet("12"))).isEmpty();
    }

    private static StoredState stored(String text) {
        Holding holding = Holding.of(POLICY.endpoint(beforeAt(text)).orElseThrow());
        return stored(holding, afterAt(text));
    }

    private static StoredState stored(Holding holding, long generation) {
        return new StoredState(POLICY.record(), generation, holding, Set.of(), Map.of(), null, List.of());
    }

    private static List<Published> served(String text) {
        List<Published> served = new ArrayList<>();
        for (String one : Splitter.on(' ').omitEmptyStrings().split(text)) {
            RecordSet recordSet = beforeAt(one).equals("-") ? null : recordSet(beforeAt(one));
            served.add(new Published(recordSet, afterAt(one)));
        }
        return served;
    }

    private static String beforeAt(String text) {
        return text.substring(0, text.indexOf('@'));
    }

    private static long afterAt(String text) {
        return Long.parseLong(text.substring(text.indexOf('@') + 1));
    }

    private static RecordSet recordSet(String lastDigits) {
        List<String> addresses =
                lastDigits.chars().mapToObj(digit -> "192.0.2." + (char) digit).toList();
        return RecordSet.of(POLICY.record(), POLICY.ttl(), addresses);
    }
}
