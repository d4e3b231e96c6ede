package io.dnsfailover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ways in which it can be made to fail; what it does otherwise is in its contract test. */
class InMemoryPublisherTest {
    private static final RecordSetKey KEY =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final RecordSet WANTED = RecordSet.of(KEY, new Ttl(60), List.of("192.0.2.10"));
    private static final Change CHANGE = new Change(WANTED, Published.NOTHING, 1, 0);

    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryPublisher publisher = InMemoryPublisher.on(time);

    @Test
    @DisplayName("a refused write leaves the zone alone, and the next one works")
    void refuseNext_leavesTheZone() throws Exception {
        publisher.refuseNext();

        assertFails(PublishEffect.NONE);
        assertThat(publisher.read(KEY)).isEqualTo(Published.NOTHING);
        publisher.replace(CHANGE);
        assertThat(publisher.zone().lookup(KEY)).isEqualTo(WANTED);
        assertThat(publisher.attempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("a lost request did not happen")
    void loseNextRequest_didNotHappen() throws Exception {
        publisher.loseNextRequest();

        assertFails(PublishEffect.UNKNOWN);

        assertThat(publisher.read(KEY)).isEqualTo(Published.NOTHING);
        assertThat(publisher.history()).isEmpty();
    }

    @Test
    @DisplayName("a write whose answer is lost did happen")
    void loseNextAnswer_didHappen() throws Exception {
        publisher.loseNextAnswer();

        assertFails(PublishEffect.UNKNOWN);

        assertThat(publisher.read(KEY)).isEqualTo(new Published(WANTED, 1));
        assertThat(publisher.history()).hasSize(1);
    }

    @Test
    @DisplayName("a server that is down can neither be read nor written, until it comes back")
    void goDown_failsEverything() throws Exception {
        publisher.goDown();

        assertFails(PublishEffect.NONE);
        assertThatExceptionOfType(PublishException.class).isThrownBy(() -> publisher.read(KEY));

        publisher.comeBack();
        publisher.replace(CHANGE);
        assertThat(publisher.history()).hasSize(1);
    }

    @Test
    @DisplayName("the history says what was written and when")
    void history_hasTheTime() throws Exception {
        time.advance(Duration.ofMinutes(7));
        publisher.replace(CHANGE);

        assertThat(publisher.history()).containsExactly(new InMemoryPublisher.Written(CHANGE, time.now()));
    }

    @Test
    @DisplayName("edits of others take the mark away, and removals the record set")
    void zone_canBeEdited() throws Exception {
        publisher.replace(CHANGE);
        RecordSet foreign = RecordSet.of(KEY, new Ttl(60), List.of("203.0.113.1"));

        publisher.zone().edit(foreign);
        assertThat(publisher.read(KEY)).isEqualTo(new Published(foreign, 0));
        publisher.zone().remove(KEY);
        assertThat(publisher.read(KEY)).isEqualTo(Published.NOTHING);
    }

    @Test
    @DisplayName("a closed publisher refuses everything")
    void closed_refuses() {
        publisher.close();

        assertFails(PublishEffect.NONE);
        assertThat(publisher.isClosed()).isTrue();
    }

    private void assertFails(PublishEffect effect) {
        assertThatExceptionOfType(PublishException.class)
                .isThrownBy(() -> publisher.replace(CHANGE))
                .extracting(PublishException::effect)
                .isEqualTo(effect);
    }
}
