package io.dnsfailover.notify.webhook;

import io.dnsfailover.notify.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A message as an Adaptive Card in the envelope that a workflow of Teams takes. All text stands in text runs, which know no
 * Markdown, so that foreign text can make no link and no mention; two opening braces, which begin a function of a card, are parted.
 */
final class TeamsBody {
    /** A message of Teams has at most 28 KB with its envelope; a character of ours may become six. */
    private static final int MAX_TEXT = 3_000;

    private static final int MAX_LINES = 60;
    private static final int MAX_FACT = 500;

    private TeamsBody() {}

    static String of(Message message) {
        List<Object> body = new ArrayList<>();
        body.add(block(List.of(EventJson.fields(
                "type", "TextRun", "text", inert(message.subject()), "size", "Large", "weight", "Bolder"))));
        Facts.of(message)
                .forEach((name, value) -> body.add(block(List.of(
                        EventJson.fields("type", "TextRun", "text", name + ": ", "weight", "Bolder"),
                        EventJson.fields("type", "TextRun", "text", inert(Cut.to(MAX_FACT, value)))))));
        Cut.to(MAX_TEXT, message.text()).lines().limit(MAX_LINES).forEach(line -> body.add(line(line)));
        Map<String, Object> card = EventJson.fields(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "msteams", EventJson.fields("width", "Full"),
                "body", body);
        return JsonText.of(EventJson.fields(
                "type",
                "message",
                "attachments",
                List.of(EventJson.fields("contentType", "application/vnd.microsoft.card.adaptive", "content", card))));
    }

    private static Map<String, Object> line(String line) {
        // A run without text is no run; the blank keeps an empty line as high as the others.
        String text = line.isBlank() ? " " : inert(line);
        Map<String, Object> block =
                block(List.of(EventJson.fields("type", "TextRun", "text", text, "fontType", "Monospace")));
        block.put("spacing", "None");
        return block;
    }

    private static Map<String, Object> block(List<Object> runs) {
        return EventJson.fields("type", "RichTextBlock", "inlines", runs);
    }

    private static String inert(String text) {
        return text.replace("{{", "{ {");
    }
}
