package io.dnsfailover.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.testkit.contract.Specimens;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands in the bodies, and what cannot. */
@Execution(ExecutionMode.CONCURRENT)
class WebhookBodiesTest {
    @Test
    void json_ofAFailover_holdsDecisionAndVotes() {
        FailoverEvent event = Specimens.events().get(4);

        Map<String, Object> json = ParsedJson.object(MessageJson.of(new PlainMessages().render(event)));

        assertThat(json)
                .containsEntry("version", 1L)
                .containsEntry("id", event.header().id())
                .containsEntry("kind", "failed-over")
                .containsEntry("severity", "critical")
                .containsEntry("eventsLeftOut", 0L);
        Object decision = ParsedJson.at(json, "events", 0, "decision");
        assertThat(ParsedJson.at(decision, "to", "endpoint")).isEqualTo("backup");
        assertThat(ParsedJson.at(decision, "to", "targets")).isEqualTo(List.of("192.0.2.20"));
        assertThat(ParsedJson.at(decision, "votes", 0, "reason")).isEqualTo("refused");
        assertThat((List<?>) ParsedJson.at(decision, "votes")).hasSize(4);
    }

    @Test
    @DisplayName("every kind of event has a kind of its own, and more to say than what all have")
    void json_ofEveryEvent_saysSomethingSpecial() {
        List<FailoverEvent> events = Specimens.events();

        List<Map<String, Object>> all = events.stream().map(EventJson::of).toList();

        assertThat(all.stream().map(json -> json.get("kind")).distinct()).hasSameSizeAs(events);
        assertThat(all).noneMatch(json -> json.get("kind").equals("other"));
        assertThat(all).allMatch(json -> json.size() > (json.containsKey("record") ? 6 : 5));
        assertThat(events.stream().map(FailoverEvent::getClass).distinct()).hasSameSizeAs(Specimens.kinds());
    }

    @Test
    void json_ofManyEvents_isBounded_andSaysSo() {
        FailoverEvent event = Specimens.events().get(4);
        Message digest = Mails.started()
                .subject("digest")
                .text("x".repeat(100_000))
                .events(Collections.nCopies(1_000, event))
                .build();

        Map<String, Object> json = ParsedJson.object(MessageJson.of(digest));

        assertThat((List<?>) json.get("events")).hasSize(MessageJson.MAX_EVENTS);
        assertThat(json).containsEntry("eventsLeftOut", 900L);
        assertThat((String) json.get("text")).hasSize(20_000).endsWith("...");
    }

    @Test
    void slack_cannotBeTalkedIntoMentionsLinksOrEmoji() {
        Message message = Mails.started()
                .subject("<!channel> & <https://evil.example.org|x> :tada: 2001:100:1::1")
                .text("``` <!here> & `code` <@U1>\nsecond line\n")
                .build();

        String body = SlackBody.of(message);
        Map<String, Object> json = ParsedJson.object(body);

        assertThat(json.get("text")).asString().startsWith("&lt;!channel&gt; &amp; &lt;https:");
        assertThat(json.get("mrkdwn")).isEqualTo(false);
        assertThat(ParsedJson.at(json, "blocks", 0, "text", "type")).isEqualTo("plain_text");
        assertThat(ParsedJson.at(json, "blocks", 0, "text", "emoji")).isEqualTo(false);
        assertThat(ParsedJson.at(json, "blocks", 2, "text", "text"))
                .isEqualTo("```\n''' &lt;!here&gt; &amp; 'code' &lt;@U1&gt;\nsecond line\n```");
    }

    @Test
    void slack_keepsWithinItsBounds() {
        Message message = Mails.started()
                .subject("s".repeat(200))
                .text("<&>".repeat(10_000))
                .build();

        Map<String, Object> json = ParsedJson.object(SlackBody.of(message));

        assertThat((String) ParsedJson.at(json, "blocks", 0, "text", "text")).hasSize(150);
        assertThat((String) ParsedJson.at(json, "blocks", 2, "text", "text"))
                .hasSizeBetween(2_900, 3_000)
                .endsWith("\n```");
    }

    @Test
    void teams_isACardOfTextRuns() {
        Message message = Mails.started()
                .subject("[x](https://evil.example.org) {{DATE(2026)}}")
                .text("**bold**\n\n| a | b |\n")
                .build();

        Map<String, Object> json = ParsedJson.object(TeamsBody.of(message));

        Object card = ParsedJson.at(json, "attachments", 0, "content");
        assertThat(json).containsEntry("type", "message");
        assertThat(ParsedJson.at(json, "attachments", 0, "contentType"))
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(ParsedJson.at(card, "body", 0, "inlines", 0, "text"))
                .isEqualTo("[x](https://evil.example.org) { {DATE(2026)}}");
        assertThat((List<?>) ParsedJson.at(card, "body")).allSatisfy(block -> {
            assertThat(ParsedJson.at(block, "type")).isEqualTo("RichTextBlock");
            assertThat((List<?>) ParsedJson.at(block, "inlines"))
                    .allMatch(run -> "TextRun".equals(ParsedJson.at(run, "type")));
        });
    }

    @Test
    void teams_keepsWithinItsBounds() {
        Message message = Mails.started()
                .subject("s".repeat(200))
                .text("\u4e16\n".repeat(90_000))
                .build();
        Message dense = Mails.started()
                .subject("s".repeat(200))
                .text("\u4e16".repeat(90_000))
                .build();

        assertThat(TeamsBody.of(message)).hasSizeLessThan(28_000);
        assertThat(TeamsBody.of(dense)).hasSizeLessThan(28_000);
    }

    @ParameterizedTest
    @EnumSource(WebhookFormat.class)
    @DisplayName("whatever stands in a message, the body is JSON of printable ASCII that says the same")
    void fuzzedMessages_makeJson(WebhookFormat format) {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder noise = new StringBuilder("x");
            for (int i = random.nextInt(3_500); i > 0; i--) {
                boolean ascii = random.nextInt(4) > 0;
                noise.append((char) random.nextInt(ascii ? 128 : 0x10000));
            }
            Message message = Mails.started()
                    .subject(noise.toString())
                    .text(noise.toString())
                    .build();

            String body = format.body(message);

            assertThat(body.chars().allMatch(c -> c >= ' ' && c <= '~' && "<>&".indexOf(c) < 0))
                    .as("seed %s", seed)
                    .isTrue();
            assertThat(ParsedJson.of(body)).as("seed %s", seed).isInstanceOf(Map.class);
            if (format == WebhookFormat.JSON) {
                assertThat(ParsedJson.object(body))
                        .as("seed %s", seed)
                        .containsEntry("subject", message.subject())
                        .containsEntry("text", message.text());
            }
        }
    }
}
