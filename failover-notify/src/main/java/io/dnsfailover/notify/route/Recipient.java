package io.dnsfailover.notify.route;

import io.dnsfailover.notify.MailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or something, that is told: a mailbox of a contact list, or a channel such as a webhook. What it may be sent within a time
 * is counted for it alone.
 *
 * @param target the name of the contact list or of the channel
 * @param address the mailbox; null for a channel
 */
public record Recipient(String target, @Nullable MailAddress address) {
    /**
     * What is counted: a mailbox is one, however many lists hold it.
     *
     * @return the address, or the name of the channel
     */
    public String identity() {
        return address == null ? "channel " + target : address.text();
    }

    /** The address, or the name of the channel. */
    @Override
    public String toString() {
        return address == null ? target : address.text();
    }
}
