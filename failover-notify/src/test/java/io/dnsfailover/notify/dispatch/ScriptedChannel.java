package io.dnsfailover.notify.dispatch;

import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.RefusedRecipient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A channel that keeps what it takes, and fails as it was told to. */
final class ScriptedChannel implements Channel {
    final List<Message> sent = new ArrayList<>();
    private final Deque<DeliveryException> failures = new ArrayDeque<>();
    private final Set<String> refused = new HashSet<>();
    private boolean refusedForGood;
    private boolean down;

    ScriptedChannel failsOnce(DeliveryException failure) {
        failures.add(failure);
        return this;
    }

    ScriptedChannel isDown(boolean now) {
        down = now;
        return this;
    }

    /** From now on refuses these mailboxes; all others get the message. */
    ScriptedChannel refuses(boolean forGood, String... addresses) {
        refused.clear();
        refused.addAll(List.of(addresses));
        refusedForGood = forGood;
        return this;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public void send(Message message) throws DeliveryException {
        if (down) {
            throw DeliveryException.temporary("out of reach");
        }
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        List<RefusedRecipient> no = new ArrayList<>();
        List<MailAddress> yes = new ArrayList<>();
        for (MailAddress address : message.recipients()) {
            if (refused.contains(address.text())) {
                no.add(new RefusedRecipient(address, !refusedForGood, refusedForGood ? "550 no" : "450 later"));
            } else {
                yes.add(address);
            }
        }
        if (no.isEmpty() || !yes.isEmpty()) {
            sent.add(message.to(yes));
        }
        if (!no.isEmpty()) {
            throw DeliveryException.refused("some", no);
        }
    }

    /** The mailboxes of each message. */
    List<List<String>> recipients() {
        return sent.stream()
                .map(message ->
                        message.recipients().stream().map(MailAddress::text).toList())
                .toList();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
