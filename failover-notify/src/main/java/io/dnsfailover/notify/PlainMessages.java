package io.dnsfailover.notify;

import io.dnsfailover.decision.Decision;
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
        return Message.about(event)
                .recipients(recipients)
                .subject("[" + tag(Kind.of(event)) + "] " + header.subject() + ": " + headline(event))
                .text(String.join(
                        "\n",
                        event.describe(),
                        "",
                        "Record:   " + header.subject(),
                        "Policy:   " + header.policy(),
                        "Time:     " + header.at().wall(),
                        "Severity: " + Severity.of(event),
                        "Event:    " + header.id()))
                .build();
    }

    private static String tag(Kind kind) {
        return switch (kind) {
            case FAILED_OVER -> "FAILOVER";
            case FAILED_BACK -> "FAILBACK";
            case GAVE_UP -> "ALL DOWN";
            default -> kind.toString().toUpperCase(Locale.ROOT).replace('-', ' ');
        };
    }

    /** From where to where, for a move; the votes behind it stand in the text. */
    private static String headline(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver moved) {
            return move(moved.decision());
        } else if (event instanceof FailoverEvent.FailedBack moved) {
            return move(moved.decision());
        } else if (event instanceof FailoverEvent.GaveUp moved) {
            return move(moved.decision());
        }
        return event.describe();
    }

    private static String move(Decision decision) {
        return decision.from() + " -> " + decision.to();
    }
}
