package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Withdrawal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes one record set away that is marked as ours.
 *
 * @param publisher what to call it in messages
 * @param owner for whom it writes
 * @param client what does the work
 * @param deadline until when
 */
record Rfc2136Withdrawal(String publisher, String owner, Rfc2136Client client, Deadline deadline) {
    private static final Duration PAUSE = Duration.ofMillis(50);

    void run(Withdrawal withdrawal) throws PublishException, InterruptedException {
        Rfc2136Limits.check(withdrawal.key());
        OwnershipMark ours = new OwnershipMark(owner, withdrawal.generation(), withdrawal.fencingToken());
        Held before = client.read(withdrawal.key(), deadline);
        if (isGone(before, ours)) {
            return;
        }
        String objection = objection(withdrawal, before);
        if (objection != null) {
            throw failed(PublishEffect.CONFLICT, "did not take away " + withdrawal.key() + ": " + objection);
        }
        PublishException refusal = client.withdraw(withdrawal.key(), ours, before, deadline);
        if (refusal != null) {
            throw refusal;
        }
        awaitGone(withdrawal, ours);
    }

    private static boolean isGone(Held held, OwnershipMark ours) {
        return held.recordSet() == null && ours.equals(held.mark());
    }

    private @Nullable String objection(Withdrawal withdrawal, Held before) {
        OwnershipMark mark = before.mark();
        if (mark == null || !mark.owner().equals(owner)) {
            return "it is not marked as that of '" + owner + "'";
        }
        String late = before.lateness(withdrawal.generation(), withdrawal.fencingToken());
        return late == null ? before.difference(withdrawal.expected(), owner) : late;
    }

    private void awaitGone(Withdrawal withdrawal, OwnershipMark ours) throws PublishException, InterruptedException {
        while (true) {
            Held held;
            try {
                held = client.read(withdrawal.key(), deadline);
            } catch (PublishException e) {
                throw failed(
                        PublishEffect.UNKNOWN,
                        "confirmed that " + withdrawal.key() + " is gone, then: " + e.getMessage());
            }
            if (isGone(held, ours)) {
                return;
            }
            if (held.isNewerThan(ours)) {
                throw failed(
                        PublishEffect.CONFLICT, "took " + withdrawal.key() + " away, and by now somebody wrote it");
            }
            if (deadline.remainingNanos() <= PAUSE.toNanos()) {
                throw failed(
                        PublishEffect.UNKNOWN,
                        "confirmed that " + withdrawal.key() + " is gone and shows " + held.recordSet());
            }
            client.pause(PAUSE);
        }
    }

    private PublishException failed(PublishEffect effect, String what) {
        return new PublishException(effect, publisher + ": " + what);
    }
}
