package io.dnsfailover.notify.webhook;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Message;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a reader of a chat wants to see at a glance. */
final class Facts {
    private Facts() {}

    /** Name and value, in order. */
    static Map<String, String> of(Message message) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (message.events().size() == 1) {
            FailoverEvent.Header header = message.events().get(0).header();
            facts.put("Record", header.subject());
            facts.put("Policy", header.policy());
        } else if (!message.events().isEmpty()) {
            facts.put("Events", String.valueOf(message.events().size()));
        }
        facts.put("Severity", message.severity().name().toLowerCase(Locale.ROOT));
        facts.put("Time", message.at().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("Event", message.id());
        return facts;
    }
}
