package io.dnsfailover.notify.webhook;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A message as JSON of version 1. A field may be added; one that is renamed, removed or changed makes a new version. */
final class MessageJson {
    static final int VERSION = 1;

    /** The most events that are written; of more, the first ones. */
    static final int MAX_EVENTS = 100;

    private static final int MAX_TEXT = 20_000;

    private MessageJson() {}

    static String of(Message message) {
        List<FailoverEvent> events = message.events();
        List<Map<String, Object>> written =
                events.stream().limit(MAX_EVENTS).map(EventJson::of).toList();
        return JsonText.of(EventJson.fields(
                "version", VERSION,
                "key", message.key(),
                "id", message.id(),
                "kind", message.kind().toString(),
                "severity", message.severity().name().toLowerCase(Locale.ROOT),
                "at", message.at().toString(),
                "subject", message.subject(),
                "text", Cut.to(MAX_TEXT, message.text()),
                "events", written,
                "eventsLeftOut", events.size() - written.size()));
    }
}
