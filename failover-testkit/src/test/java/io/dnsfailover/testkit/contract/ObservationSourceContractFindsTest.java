package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each of the sources below makes one mistake. */
class ObservationSourceContractFindsTest {
    @Test
    void namingTheAskOfTheEnd_insteadOfTheStart() {
        Found.by(Eager.class, "checkBeforeAnAsk_doesNotNameIt", "it proves nothing about the time after");
    }

    @Test
    void takingEveryAskForItsOwn() {
        Found.by(OneForAll.class, "ask_isForOneEndpoint", "an ask for one endpoint is no ask for another");
    }

    @Test
    void namingNoAskAtAll() {
        Found.by(Ignorant.class, "checkAfterAnAsk_namesIt", "a check that starts after an ask names it");
    }

    @Test
    void deliveringAfterClose() {
        Found.by(Late.class, "close_endsDelivery", "nothing is delivered after close()");
    }

    @Test
    void waitingForTheOtherSide() {
        Found.by(Waiting.class, "calls_doNotWait", "no call waits for the other side");
    }

    @Test
    void turningFailuresIntoDoubt() {
        Found.by(Vague.class, "observation_isDelivered", "is delivered as it saw it");
    }

    /** A source that is its own other side and its own fixture. */
    abstract static class Direct extends ObservationSourceContract implements ObservationSource {
        final Map<String, Long> asks = new HashMap<>();
        boolean closed;
        private @Nullable ObservationSink sink;

        long askOf(String policy, String endpointId) {
            return asks.getOrDefault(policy + " " + endpointId, 0L);
        }

        void deliver(String policy, String endpointId, Reason reason, long ask) {
            ProbeResult result = ProbeResult.of(reason, "as the test says", Timings.total(Duration.ofMillis(1)));
            if (!closed) {
                Objects.requireNonNull(sink).deliver(policy, endpointId, result, ask);
            }
        }

        @Override
        protected ObservationSource source() {
            return this;
        }

        @Override
        protected Runnable startCheck(String policy, String endpointId, Reason reason) throws Exception {
            long ask = askOf(policy, endpointId);
            return () -> deliver(policy, endpointId, reason, ask);
        }

        @Override
        protected Optional<ObservationSource> silent() {
            return Optional.of(this);
        }

        @Override
        public void open(ObservationSink opened) {
            sink = opened;
        }

        @Override
        public void checkSoon(String policy, String endpointId, long ask) {
            asks.merge(policy + " " + endpointId, ask, Math::max);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    static final class Eager extends Direct {
        @Override
        protected Runnable startCheck(String policy, String endpointId, Reason reason) {
            return () -> deliver(policy, endpointId, reason, askOf(policy, endpointId));
        }
    }

    static final class OneForAll extends Direct {
        @Override
        long askOf(String policy, String endpointId) {
            return asks.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    static final class Ignorant extends Direct {
        @Override
        long askOf(String policy, String endpointId) {
            return 0;
        }
    }

    static final class Late extends Direct {
        @Override
        public void close() {
            // What is on its way shall still arrive.
        }
    }

    static final class Waiting extends Direct {
        @Override
        public void checkSoon(String policy, String endpointId, long ask) {
            try {
                boolean answered = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
                asks.put(endpointId, answered ? ask : 0);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static final class Vague extends Direct {
        @Override
        void deliver(String policy, String endpointId, Reason reason, long ask) {
            super.deliver(policy, endpointId, Reason.LOCAL_TROUBLE, ask);
        }
    }
}
