package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message in the blocks of Slack. Foreign text cannot mention anybody, make a link or an emoji: {@code &}, {@code <} and
 * {@code >} are escaped, what is plain is declared plain with emoji off (an IPv6 address holds {@code :100:}), and the text stands
 * in a code block that it cannot end.
 */
final class SlackBody {
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION = 3_000;
    private static final int MAX_FIELD = 500;
    private static final String FENCE = "```";

    private SlackBody() {}

    static String of(Message message) {
        List<Object> blocks = new ArrayList<>();
        blocks.add(EventJson.fields("type", "header", "text", plain(MAX_HEADER, message.subject())));
        blocks.add(EventJson.fields("type", "section", "fields", fields(message)));
        blocks.add(EventJson.fields("type", "section", "text", code(message.text())));
        return JsonText.of(EventJson.fields("text", escaped(message.subject()), "mrkdwn", false, "blocks", blocks));
    }

    private static List<Object> fields(Message message) {
        List<Object> fields = new ArrayList<>();
        Facts.of(message).forEach((name, value) -> fields.add(plain(MAX_FIELD, name + ": " + value)));
        return fields;
    }

    private static Map<String, Object> plain(int max, String text) {
        return EventJson.fields("type", "plain_text", "text", Cut.to(max, text), "emoji", false);
    }

    /** The escapes count: the bound holds for what is sent. */
    private static Map<String, Object> code(String text) {
        int room = MAX_SECTION - 2 * FENCE.length() - 2;
        String safe = text.replace('`', '\'').stripTrailing();
        String fitting = Cut.to(room, safe);
        while (escaped(fitting).length() > room) {
            int over = escaped(fitting).length() - room;
            fitting = Cut.to(fitting.length() - Math.max(1, over / 5), fitting);
        }
        return EventJson.fields(
                "type", "mrkdwn", "text", FENCE + "\n" + escaped(fitting) + "\n" + FENCE, "verbatim", true);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
