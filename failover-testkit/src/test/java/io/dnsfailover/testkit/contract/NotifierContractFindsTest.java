package io.dnsfailover.testkit.contract;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each of the notifiers below makes one mistake. */
class NotifierContractFindsTest {
    @Test
    void swallowingAFailure() {
        Found.by(Silent.class, "unreachableTarget_throws", "what does not get through is thrown");
    }

    @Test
    void leavingTheIdOut() {
        Found.by(Nameless.class, "redelivery_isRecognizable", "is recognized by its id");
    }

    @Test
    void puttingTheNewestFirst() {
        Found.by(NewestFirst.class, "events_arriveInOrder", "in the order in which they were delivered");
    }

    @Test
    void knowingOnlyFailovers() {
        Found.by(Selective.class, "everyKindOfEvent_arrives", "an event of every kind arrives");
    }

    @Test
    void sittingOutAnInterrupt() {
        Found.by(Deaf.class, "interrupt_endsDelivery", "an interrupt ends a delivery");
    }

    @Test
    void showingThePassword() {
        Found.by(Talkative.class, "unreachableTarget_throws", "gives no secret away");
    }

    @Test
    void closingOnlyOnce() {
        Found.by(OnceOnly.class, "close_twice_isOnce", "closing twice is closing once");
    }

    /** A fixture that keeps what arrives in a list. */
    abstract static class OnAList extends NotifierContract {
        final List<String> target = new ArrayList<>();

        void deliver(Delivery delivery) {
            target.add(delivery.event().header().id());
        }

        void fail(Delivery delivery) throws Exception {
            throw new IOException("nobody listens");
        }

        void hang() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        Consumer<Notifier> whenClosed() {
            return notifier -> {};
        }

        @Override
        protected Notifier notifier() {
            return notifier(this::deliver);
        }

        @Override
        protected List<String> arrived() {
            return target;
        }

        @Override
        protected Optional<Notifier> unreachable() {
            return Optional.of(notifier(this::fail));
        }

        @Override
        protected Optional<Notifier> silent() {
            return Optional.of(notifier(delivery -> hang()));
        }

        @Override
        protected Set<String> secrets() {
            return Set.of("s3cr3t");
        }

        private Notifier notifier(Action action) {
            return new Notifier() {
                @Override
                public void deliver(Delivery delivery) throws Exception {
                    action.run(delivery);
                }

                @Override
                public void close() {
                    whenClosed().accept(this);
                }
            };
        }
    }

    private interface Action {
        void run(Delivery delivery) throws Exception;
    }

    static final class Silent extends OnAList {
        @Override
        void fail(Delivery delivery) {
            // Logged somewhere, and lost.
        }
    }

    static final class Nameless extends OnAList {
        @Override
        void deliver(Delivery delivery) {
            target.add(delivery.event().describe());
        }
    }

    static final class NewestFirst extends OnAList {
        @Override
        void deliver(Delivery delivery) {
            target.add(0, delivery.event().header().id());
        }
    }

    static final class Selective extends OnAList {
        @Override
        void deliver(Delivery delivery) {
            if (delivery.event().describe().startsWith("failed over")) {
                super.deliver(delivery);
            }
        }
    }

    static final class Deaf extends OnAList {
        @Override
        void hang() {
            while (true) {
                try {
                    super.hang();
                } catch (InterruptedException e) {
                    // Somebody may still answer.
                }
            }
        }
    }

    static final class Talkative extends OnAList {
        @Override
        void fail(Delivery delivery) throws Exception {
            throw new IOException("535 login of alerts:s3cr3t refused");
        }
    }

    static final class OnceOnly extends OnAList {
        private final List<Notifier> closed = new ArrayList<>();

        @Override
        Consumer<Notifier> whenClosed() {
            return notifier -> {
                if (closed.contains(notifier)) {
                    throw new IllegalStateException("closed before");
                }
                closed.add(notifier);
            };
        }
    }
}
