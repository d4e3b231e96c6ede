package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;
import java.util.List;
import java.util.Locale;

/** The least that can be said of an event: a subject and a few lines of plain text. Stateless; safe for concurrent use. */
public final class PlainMessages implements MessageRenderer {
    private final List<MailAddress> recipients;

    /** For channels without recipients. */
    public PlainMessages() {
        this.recipients = List.of();
    }

    /**
     * For the addresses of a list.
     *
     * @param contacts who gets each message
     */
    public PlainMessages(ContactList contacts) {
        this.recipients = contacts.addresses();
    }

    @Override
    public Message render(FailoverEvent event) {
        FailoverEvent.Header header = event.header();
        Kind kind = Kind.of(event);
        String tag = kind.toString().toUpperCase(Locale.ROOT).replace('-', ' ');
        return Message.about(event)
                .recipients(recipients)
                .subject("[" + tag + "] " + header.record() + ": " + event.describe())
                .text(String.join(
                        "\n",
                        event.describe(),
                        "",
                        "Record:   " + header.record(),
                        "Policy:   " + header.policy(),
                        "Time:     " + header.at().wall(),
                        "Severity: " + Severity.of(event),
                        "Event:    " + header.id()))
                .build();
    }
}
