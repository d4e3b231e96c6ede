package io.dnsfailover.dns.internal.batch;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher does itself. Every method may be called from any thread, and ends at the deadline, on an interrupt, and when
 * the publisher is closed.
 */
public interface Hand {
    /**
     * Refuses what the server cannot hold, before anything is sent.
     *
     * @param change what is to be written
     * @throws PublishException with {@link PublishEffect#NONE}
     */
    void check(Change change) throws PublishException;

    /**
     * Reads what is there before a write.
     *
     * @param key the record set
     * @param deadline until when
     * @return what the server holds
     * @throws PublishException with {@link PublishEffect#NONE} when it does not say
     * @throws InterruptedException when interrupted
     */
    Held read(RecordSetKey key, Deadline deadline) throws PublishException, InterruptedException;

    /**
     * Writes several changes, all or none.
     *
     * @param writes one or more, of one zone
     * @param deadline until when
     * @return null when they are written; else why the server took none of them, which one of them alone may be the cause of
     * @throws PublishException when smaller pieces would not fare better
     * @throws InterruptedException when interrupted
     */
    @Nullable
    PublishException write(List<Write> writes, Deadline deadline) throws PublishException, InterruptedException;

    /**
     * Looks once more after a single change that the server did not take.
     *
     * @param write the change
     * @param refusal what the server said
     * @param deadline until when
     * @return null when it is written after all; else why not
     * @throws PublishException when that cannot be found out
     * @throws InterruptedException when interrupted
     */
    @Nullable
    PublishException reconsider(Write write, PublishException refusal, Deadline deadline)
            throws PublishException, InterruptedException;

    /**
     * Looks whether a write that was confirmed is there for those who ask.
     *
     * @param write the change
     * @param deadline until when
     * @return what the server answers
     * @throws PublishException with {@link PublishEffect#CONFLICT} when somebody else has overwritten it, else when the server does
     *     not answer
     * @throws InterruptedException when interrupted
     */
    Held see(Write write, Deadline deadline) throws PublishException, InterruptedException;

    /**
     * Lets time pass.
     *
     * @param duration how long
     * @throws PublishException when the publisher is closed
     * @throws InterruptedException when interrupted
     */
    void pause(Duration duration) throws PublishException, InterruptedException;
}
