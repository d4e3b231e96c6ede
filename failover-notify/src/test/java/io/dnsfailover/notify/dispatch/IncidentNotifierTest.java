package io.dnsfailover.notify.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.incident.Happenings;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attempts, and when an event is settled. */
class IncidentNotifierTest {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedChannel mail = new ScriptedChannel();
    private final Happenings of =
            new Happenings(time::now).record("www", "192.0.2.10").record("ftp", "198.51.100.1");
    private final IncidentNotifier notifier = IncidentNotifier.builder()
            .mail(mail)
            .contacts(ContactList.of("ops", "a@example.com", "b@example.com"))
            .time(time)
            .scheduler(time)
            .build();

    @Test
    @DisplayName("an event that waits is not settled before it was sent")
    void waitingEvent_isNotSettled() {
        CompletableFuture<Void> taken = take(of.down("www"));

        time.advance(Duration.ofSeconds(9));
        assertThat(taken).isNotDone();
        time.advance(Duration.ofSeconds(1));
        assertThat(taken).isCompleted();
        assertThat(mail.recipients()).containsExactly(List.of("a@example.com", "b@example.com"));
    }

    @Test
    @DisplayName("only who was refused for now is tried again, with growing pauses")
    void refusedForNow_isTriedAgain() {
        mail.refuses(false, "b@example.com");
        CompletableFuture<Void> taken = take(of.down("www"));
        time.advance(Duration.ofSeconds(20));
        assertThat(taken).isNotDone();

        mail.refuses(false);
        time.advance(Duration.ofSeconds(40));

        assertThat(taken).isCompleted();
        assertThat(mail.recipients()).containsExactly(List.of("a@example.com"), List.of("b@example.com"));
        assertThat(mail.sent.get(0).key()).isEqualTo(mail.sent.get(1).key());
    }

    @Test
    @DisplayName("what is refused for good is settled, and said with the next message")
    void refusedForGood_isSettledAndSaid() {
        mail.failsOnce(DeliveryException.permanent("554 no"));
        CompletableFuture<Void> taken = take(of.down("www"));
        time.advance(Duration.ofSeconds(10));
        assertThat(taken).isCompleted();

        CompletableFuture<Void> next = take(of.down("ftp"));
        time.advance(Duration.ofSeconds(10));

        assertThat(next).isCompleted();
        assertThat(mail.sent).hasSize(1);
        assertThat(mail.sent.get(0).text())
                .contains("Not told since the last message: 1 message that could not be delivered.");
    }

    @Test
    @DisplayName("after all attempts the event is given back; given again, it goes to those only who do not have it")
    void givenBack_goesToThoseWhoLackIt() {
        FailoverEvent event = of.down("www");
        mail.refuses(false, "b@example.com");
        CompletableFuture<Void> taken = take(event);
        time.advance(Duration.ofMinutes(30));
        assertThat(taken).isCompletedExceptionally();

        mail.refuses(false);
        CompletableFuture<Void> again = take(event);
        time.advance(Duration.ofMinutes(1));

        assertThat(again).isCompleted();
        assertThat(mail.recipients()).containsExactly(List.of("a@example.com"), List.of("b@example.com"));
    }

    @Test
    @DisplayName("a server that asks to wait is waited for")
    void retryAfter_isHeeded() {
        mail.failsOnce(DeliveryException.temporary("429", Duration.ofMinutes(20)));
        CompletableFuture<Void> taken = take(of.down("www"));

        time.advance(Duration.ofMinutes(20));
        assertThat(taken).isNotDone();
        time.advance(Duration.ofSeconds(10));
        assertThat(taken).isCompleted();
    }

    @Test
    @DisplayName("every mistake of an assembly is named")
    void mistakes_areNamedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IncidentNotifier.builder()
                        .contacts(ContactList.of("ops", "a@example.com"))
                        .channel("ops", mail)
                        .route(Route.to("opps"))
                        .attempts(0)
                        .build())
                .withMessageContaining("contact lists need a mail channel")
                .withMessageContaining("attempts 0: has to be 1 to 20")
                .withMessageContaining("'ops' is the name of two targets")
                .withMessageContaining("a route leads to 'opps', which is neither a contact list nor a channel");
    }

    private CompletableFuture<Void> take(FailoverEvent event) {
        CompletableFuture<Void> taken = notifier.take(new Delivery(event, 1)).toCompletableFuture();
        time.advance(Duration.ZERO);
        return taken;
    }
}
