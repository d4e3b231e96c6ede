package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What a test of a {@link DnsPublisher} needs: the publisher, its zone, and another way to look into that zone. */
@ExtendWith(RuleInTheMessage.class)
@Isolated("a rule looks at all threads of the process")
public abstract class DnsPublisherFixture extends FreshNames {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final List<DnsPublisher> opened = new ArrayList<>();

    DnsPublisherFixture() {}

    /**
     * A publisher that works. Two that one test asks for write to the same zone.
     *
     * @return a new publisher; the contract closes it
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract DnsPublisher publisher() throws Exception;

    /**
     * The zone to write to. It holds none of the contract's names when a test starts.
     *
     * @return its apex
     */
    protected abstract DnsName zone();

    /**
     * Asks the server what it holds, by another way than the publisher's.
     *
     * @param key what to ask for
     * @return the record set as the server answers it; null when there is none
     * @throws Exception when the server cannot be asked
     */
    protected abstract @Nullable RecordSet lookup(RecordSetKey key) throws Exception;

    /**
     * Writes a record set as somebody else would who does not know of us: no mark, and what was there is replaced.
     *
     * @param recordSet what to write
     * @throws Exception when the server does not take it
     */
    protected abstract void writeOutOfBand(RecordSet recordSet) throws Exception;

    /**
     * A publisher whose server cannot be reached.
     *
     * @return a new publisher; none for a kind that has no server
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<DnsPublisher> unreachable() throws Exception;

    /**
     * A publisher whose server takes what is sent and never answers.
     *
     * @return a new publisher; none for a kind that does not wait
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<DnsPublisher> silent() throws Exception;

    /**
     * What must never be shown.
     *
     * @return keys, passwords and tokens of the fixtures; none by default
     */
    protected Set<String> secrets() {
        return Set.of();
    }

    /**
     * Tells the fixture's own threads from the publisher's.
     *
     * @param thread a thread that was started during a test
     * @return true when it may outlive the publisher; false for all by default
     */
    protected boolean isFixture(Thread thread) {
        return false;
    }

    @AfterEach
    final void closePublishers() {
        opened.forEach(DnsPublisher::close);
    }

    /** A publisher from {@link #publisher()} that is closed after the test. */
    final DnsPublisher open() throws Exception {
        return keep(publisher());
    }

    /** A key below a name that only this test uses. */
    final RecordSetKey key(String owner, RecordType type) {
        return new RecordSetKey(zone(), fresh(zone()).child(owner), type);
    }

    /** A record set below a name that only this test uses. */
    final RecordSet addresses(String owner, String... addresses) {
        return RecordSet.of(key(owner, RecordType.A), new Ttl(30), List.of(addresses));
    }

    static Change unconditional(RecordSet desired, long generation) {
        return new Change(desired, null, generation, 0);
    }

    /** The call must fail with one of the effects, and its message must give no secret away. */
    final void assertFails(ThrowingCallable call, PublishEffect... oneOf) {
        Throwable thrown = catchThrowable(call);

        assertThat(thrown).isInstanceOf(PublishException.class).hasMessageMatching("(?s).+");
        assertThat(((PublishException) thrown).effect()).as("%s", thrown).isIn((Object[]) oneOf);
        Secrets.assertNoneIn(secrets(), thrown);
    }

    static void assertInterruptible(BlockedCall.ThrowingCall call) throws InterruptedException {
        assertThat(BlockedCall.start(call).interrupted(SOON)).isInstanceOf(InterruptedException.class);
    }

    /** Closes the publisher after the test. */
    final DnsPublisher keep(DnsPublisher publisher) {
        opened.add(publisher);
        return publisher;
    }
}
