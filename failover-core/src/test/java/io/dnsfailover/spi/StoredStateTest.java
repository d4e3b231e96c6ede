package io.dnsfailover.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoredStateTest {
    @Test
    @DisplayName(
            "Whatever order it was made in, and in whichever process, a store writes the same bytes for the same state")
    void sets_anyOrder_areInTheOrderOfTheIds() {
        StandingOrder order = new StandingOrder(StandingOrder.Kind.FORCED_UP, Long.MAX_VALUE, null);
        StoredState state = new StoredState(
                new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A),
                1,
                Holding.of(Endpoint.of("192.0.2.1")),
                Set.of("e", "c", "a", "d", "b"),
                Map.of("e", order, "c", order, "a", order, "d", order, "b", order),
                null,
                List.of());

        assertThat(state.down()).containsExactly("a", "b", "c", "d", "e");
        assertThat(state.orders().keySet()).containsExactly("a", "b", "c", "d", "e");
    }
}
