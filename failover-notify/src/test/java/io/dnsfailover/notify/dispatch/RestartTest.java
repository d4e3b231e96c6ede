package io.dnsfailover.notify.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.incident.Happenings;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that dies while events wait: what was settled does not come twice, and what was not comes again. */
class RestartTest {
    private static final int RECORDS = 40;
    private static final int EVENTS = 400;

    private final SimulatedTime time = new SimulatedTime();
    private final Map<String, FailoverEvent> store = new LinkedHashMap<>();
    private final List<ScriptedChannel> channels = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("nothing that was settled is sent twice, and nothing is lost")
    void restart_losesNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Happenings happenings = new Happenings(time::now);
        for (int i = 0; i < RECORDS; i++) {
            happenings.record("r" + i, "10.0." + i + ".1");
        }
        List<String> all = new ArrayList<>();
        List<String> settledBefore = new ArrayList<>();
        IncidentNotifier running = start();
        int dies = 100 + random.nextInt(200);
        int sentBefore = 0;
        for (int i = 0; i < EVENTS; i++) {
            if (i == dies) {
                settledBefore.addAll(all);
                settledBefore.removeAll(store.keySet());
                sentBefore = channels.get(0).sent.size();
                running = start(); // the first one is not asked any more; what it still sends nobody hears
                for (FailoverEvent open : List.copyOf(store.values())) {
                    give(running, open, 2);
                }
            }
            String record = "r" + random.nextInt(RECORDS);
            FailoverEvent event = random.nextBoolean() ? happenings.down(record) : happenings.up(record);
            all.add(event.header().id());
            give(running, event, 1);
            time.advance(Duration.ofMillis(random.nextInt(4_000)));
        }
        time.advance(Duration.ofHours(6));

        List<String> before = ids(channels.get(0).sent.subList(0, sentBefore));
        List<String> after = ids(channels.get(1).sent);
        assertThat(store).isEmpty();
        assertThat(settledBefore).isNotEmpty();
        assertThat(before).containsAll(settledBefore).doesNotHaveDuplicates();
        assertThat(after).doesNotContainAnyElementsOf(settledBefore).doesNotHaveDuplicates();
        all.removeAll(before);
        assertThat(after).containsAll(all);
    }

    private IncidentNotifier start() {
        ScriptedChannel channel = new ScriptedChannel();
        channels.add(channel);
        return IncidentNotifier.builder()
                .mail(channel)
                .contacts(ContactList.of("ops", "ops@example.com"))
                .time(time)
                .scheduler(time)
                .build();
    }

    /** As the engine does: what is not settled stays in the store. */
    private void give(IncidentNotifier notifier, FailoverEvent event, int attempt) {
        String id = event.header().id();
        store.put(id, event);
        int life = channels.size();
        CompletionStage<Void> taken = notifier.take(new Delivery(event, attempt));
        taken.thenRun(() -> {
            if (life == channels.size()) {
                store.remove(id);
            }
        });
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.events().stream())
                .map(event -> event.header().id())
                .toList();
    }
}
