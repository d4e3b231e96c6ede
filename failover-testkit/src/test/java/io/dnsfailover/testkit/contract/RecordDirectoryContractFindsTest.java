package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each of the directories below makes one mistake. */
class RecordDirectoryContractFindsTest {
    @Test
    @DisplayName("a record set that is made anew for each reader")
    void copyingForEachReader() {
        Found.by(Copying.class, "current_isTheSameObject_untilItChanges", "the very same object is given");
    }

    @Test
    void lendingItsOwnKeys() {
        Found.by(Lending.class, "keys_areImmutableAndStay", "cannot be changed");
    }

    @Test
    void mindingTheCase() {
        Found.by(Pedantic.class, "current_ignoresCase", "owners are found whatever their case");
    }

    @Test
    void answeringForAnyType() {
        Found.by(Generous.class, "current_ofAnythingElse_isNull", "another owner or another type is not found");
    }

    @Test
    void removingBeforeItAdds() {
        Found.by(Gap.class, "readers_neverSeeNothing", "never nothing");
    }

    /** A directory of one record in a map; it is its own fixture. */
    abstract static class OnAMap extends RecordDirectoryContract implements RecordDirectory {
        static final RecordSetKey WWW =
                new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);

        final Map<RecordSetKey, RecordSet> records = new ConcurrentHashMap<>(Map.of(WWW, holding("192.0.2.10")));
        private final Set<RecordSetKey> keys = Set.of(WWW);

        static RecordSet holding(String address) {
            return RecordSet.of(WWW, new Ttl(60), List.of(address));
        }

        @Override
        protected RecordDirectory directory() {
            return this;
        }

        @Override
        protected RecordSetKey managed() {
            return WWW;
        }

        @Override
        protected void move() throws Exception {
            records.put(WWW, holding("192.0.2.20"));
        }

        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            return owner.equals(WWW.owner()) && type == WWW.type() ? records.get(WWW) : null;
        }

        @Override
        public Set<RecordSetKey> keys() {
            return keys;
        }
    }

    static final class Copying extends OnAMap {
        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            RecordSet held = super.current(owner, type);
            return held == null ? null : RecordSet.of(held.key(), held.ttl(), held.rdata());
        }
    }

    static final class Lending extends OnAMap {
        @Override
        public Set<RecordSetKey> keys() {
            return records.keySet();
        }
    }

    static final class Pedantic extends OnAMap {
        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            return owner.toString().equals(WWW.owner().toString()) ? super.current(owner, type) : null;
        }
    }

    static final class Generous extends OnAMap {
        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            return super.current(owner, WWW.type());
        }
    }

    static final class Gap extends OnAMap {
        private final CountDownLatch metTheGap = new CountDownLatch(1);

        @Override
        public @Nullable RecordSet current(DnsName owner, RecordType type) {
            RecordSet held = super.current(owner, type);
            if (held == null) {
                metTheGap.countDown();
            }
            return held;
        }

        @Override
        protected void move() throws Exception {
            records.remove(WWW);
            boolean unused = metTheGap.await(5, TimeUnit.SECONDS);
            super.move();
        }
    }
}
