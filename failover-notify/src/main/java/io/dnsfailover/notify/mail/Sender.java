package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.MailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who a mail is from.
 *
 * @param address of the envelope and of the From field
 * @param name what stands before it; null for nothing
 * @param replyTo where answers go; null for the address
 */
record Sender(
        MailAddress address,
        @Nullable String name,
        @Nullable MailAddress replyTo) {}
