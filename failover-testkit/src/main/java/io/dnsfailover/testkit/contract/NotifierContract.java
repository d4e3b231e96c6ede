package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every {@link Notifier} must do. */
@ExtendWith(RuleInTheMessage.class)
public abstract class NotifierContract {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final List<Notifier> opened = new ArrayList<>();

    /** For subclasses. */
    protected NotifierContract() {}

    /**
     * A notifier that works.
     *
     * @return a new notifier, on an empty target
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Notifier notifier() throws Exception;

    /**
     * What has arrived at the target of {@link #notifier()}, as a person would read it there.
     *
     * @return one text for each arrival, in order; each holds the id of its event
     * @throws Exception when the target cannot be read
     */
    protected abstract List<String> arrived() throws Exception;

    /**
     * A notifier whose target cannot be reached.
     *
     * @return a new notifier; none for a kind that has no target that could fail
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<Notifier> unreachable() throws Exception;

    /**
     * A notifier whose target takes what is sent and never answers.
     *
     * @return a new notifier; none for a kind that does not wait
     * @throws Exception when the fixture cannot be set up
     */
    protected Optional<Notifier> silent() throws Exception {
        return Optional.empty();
    }

    /**
     * What must never be shown.
     *
     * @return passwords and tokens of the fixtures; none by default
     */
    protected Set<String> secrets() {
        return Set.of();
    }

    @AfterEach
    final void closeNotifiers() {
        opened.forEach(Notifier::close);
    }

    @TestFactory
    @DisplayName("an event of every kind arrives")
    Stream<DynamicTest> everyKindOfEvent_arrives() {
        return Specimens.events().stream()
                .map(event -> DynamicTest.dynamicTest(event.getClass().getSimpleName(), () -> {
                    Notifier notifier = open(notifier());

                    notifier.deliver(new Delivery(event, 1));

                    assertThat(arrived()).filteredOn(text -> names(text, event)).hasSize(1);
                }));
    }

    @Test
    @DisplayName("events arrive in the order in which they were delivered")
    void events_arriveInOrder() throws Exception {
        Notifier notifier = open(notifier());
        List<FailoverEvent> events = Specimens.events();

        for (FailoverEvent event : events) {
            notifier.deliver(new Delivery(event, 1));
        }

        List<String> texts = arrived();
        assertThat(texts).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            assertThat(texts.get(i)).contains(events.get(i).header().id());
        }
    }

    @Test
    @DisplayName("an event that is delivered again is recognized by its id, or arrives only once")
    void redelivery_isRecognizable() throws Exception {
        Notifier notifier = open(notifier());
        FailoverEvent event = Specimens.events().get(0);

        notifier.deliver(new Delivery(event, 1));
        notifier.deliver(new Delivery(event, 2));

        assertThat(arrived()).hasSizeBetween(1, 2).allMatch(text -> names(text, event));
    }

    @TestFactory
    @DisplayName("what does not get through is thrown, so that it is tried again")
    Stream<DynamicTest> unreachableTarget_throws() throws Exception {
        return unreachable().stream()
                .map(this::open)
                .map(notifier -> DynamicTest.dynamicTest(
                        "an unreachable target throws, each time, and gives no secret away",
                        () -> Specimens.events()
                                .subList(0, 2)
                                .forEach(event -> assertThatException()
                                        .isThrownBy(() -> notifier.deliver(new Delivery(event, 1)))
                                        .satisfies(thrown -> Secrets.assertNoneIn(secrets(), thrown)))));
    }

    @TestFactory
    @DisplayName("an interrupt ends a delivery")
    Stream<DynamicTest> interrupt_endsDelivery() throws Exception {
        return silent().stream()
                .map(this::open)
                .map(notifier -> DynamicTest.dynamicTest("a target that never answers is given up", () -> {
                    BlockedCall call = BlockedCall.start(() ->
                            notifier.deliver(new Delivery(Specimens.events().get(0), 1)));

                    assertThat(call.interrupted(SOON)).isNotNull();
                }));
    }

    @Test
    @DisplayName("a notifier does not show its secrets")
    void toString_hasNoSecret() throws Exception {
        assertThat(secrets()).noneMatch(open(notifier()).toString()::contains);
    }

    @Test
    @DisplayName("closing twice is closing once")
    void close_twice_isOnce() throws Exception {
        Notifier notifier = open(notifier());
        notifier.deliver(new Delivery(Specimens.events().get(0), 1));
        notifier.close();

        assertThatNoException().isThrownBy(notifier::close);
    }

    private static boolean names(String text, FailoverEvent event) {
        return text.contains(event.header().id());
    }

    private Notifier open(Notifier notifier) {
        opened.add(notifier);
        return notifier;
    }
}
