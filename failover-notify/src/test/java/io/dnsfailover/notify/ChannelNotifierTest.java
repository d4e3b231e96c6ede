package io.dnsfailover.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.testkit.contract.Specimens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom the next attempt is for. */
class ChannelNotifierTest {
    private static final ContactList OPS = ContactList.of("ops", "a@example.net", "b@example.net", "c@example.net");
    private static final FailoverEvent EVENT = Specimens.events().get(4);

    private final Script channel = new Script();
    private final ChannelNotifier notifier = new ChannelNotifier(channel, new PlainMessages(OPS));

    @Test
    void refusedForGood_isNotThrown() {
        channel.then(DeliveryException.permanent("554 no"));

        assertThatCode(() -> deliver(1)).doesNotThrowAnyException();
    }

    @Test
    void onlyThoseRefusedForNow_areTriedAgain() throws Exception {
        channel.then(DeliveryException.refused("some", List.of(refused("a", false), refused("b", true))))
                .then(null);

        assertThatThrownBy(() -> deliver(1)).isInstanceOf(DeliveryException.class);
        deliver(2);

        assertThat(channel.sent).containsExactly(List.of("a", "b", "c"), List.of("b"));
    }

    @Test
    void afterAnAttemptThatReachedNobody_itIsStillOnlyForThoseWhoAreLeft() throws Exception {
        channel.then(DeliveryException.refused("some", List.of(refused("b", true))))
                .then(DeliveryException.temporary("no connection"))
                .then(null);

        assertThatThrownBy(() -> deliver(1)).isInstanceOf(DeliveryException.class);
        assertThatThrownBy(() -> deliver(2)).isInstanceOf(DeliveryException.class);
        deliver(3);

        assertThat(channel.sent).containsExactly(List.of("a", "b", "c"), List.of("b"), List.of("b"));
    }

    @Test
    void nextEvent_isForEverybodyAgain() throws Exception {
        channel.then(DeliveryException.refused("some", List.of(refused("b", true))))
                .then(null);

        assertThatThrownBy(() -> deliver(1)).isInstanceOf(DeliveryException.class);
        notifier.deliver(new Delivery(Specimens.events().get(5), 1));

        assertThat(channel.sent).containsExactly(List.of("a", "b", "c"), List.of("a", "b", "c"));
    }

    private void deliver(int attempt) throws Exception {
        notifier.deliver(new Delivery(EVENT, attempt));
    }

    private static RefusedRecipient refused(String who, boolean retryable) {
        return new RefusedRecipient(new MailAddress(who + "@example.net"), retryable, "4xx");
    }

    /** Fails as it is told, and keeps whom each message was for. */
    private static final class Script implements Channel {
        private final Deque<List<DeliveryException>> steps = new ArrayDeque<>();
        private final List<List<String>> sent = new ArrayList<>();

        Script then(@Nullable DeliveryException failure) {
            steps.add(failure == null ? List.of() : List.of(failure));
            return this;
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public void send(Message message) throws DeliveryException {
            sent.add(message.recipients().stream()
                    .map(address -> address.text().substring(0, 1))
                    .toList());
            for (DeliveryException failure : steps.isEmpty() ? List.<DeliveryException>of() : steps.remove()) {
                throw failure;
            }
        }

        @Override
        public void close() {
            // Nothing to free.
        }
    }
}
