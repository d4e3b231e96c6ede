package io.dnsfailover.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.PlainMessages;
import io.dnsfailover.spi.Secret;
import io.dnsfailover.testkit.contract.Specimens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code docs/webhook.md} says what the code does. */
class WebhookDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "webhook.md");

    @Test
    @DisplayName("the example is what is sent")
    void example_isWhatIsSent() throws IOException {
        FailoverEvent failover = Specimens.events().get(4);
        String sent = MessageJson.of(new PlainMessages().render(failover));

        assertThat(ParsedJson.of(block("json"))).isEqualTo(ParsedJson.of(sent));
    }

    @Test
    @DisplayName("every field of every event, every kind and every value of the tables stands in the document")
    void everyFieldAndKind_isDescribed() throws IOException {
        Set<String> words = new TreeSet<>();
        for (FailoverEvent event : Specimens.events()) {
            names(ParsedJson.of(MessageJson.of(new PlainMessages().render(event))), words);
        }
        for (Kind kind : Kind.values()) {
            words.add(kind.toString());
        }
        String document = Files.readString(DOCUMENT);

        assertThat(words).allMatch(word -> document.contains("`" + word + "`"));
    }

    @Test
    @DisplayName("the signature of the example is the one that is sent")
    void signature_isTheOneThatIsSent() throws IOException {
        String signature = WebhookSignature.sign(
                "{\"version\":1}".getBytes(StandardCharsets.US_ASCII),
                Secret.of("a secret of sixteen"),
                Instant.ofEpochSecond(1_767_323_045));

        assertThat(block("")).contains(WebhookSignature.HEADER + ": " + signature);
    }

    @Test
    @DisplayName("the bounds of the document are those of the code")
    void bounds_areThoseOfTheCode() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("the first " + MessageJson.MAX_EVENTS)
                .contains("at most " + EventJson.MAX_VOTES)
                .contains("`\"version\": " + MessageJson.VERSION + "`");
    }

    private static void names(Object json, Set<String> into) {
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                into.add(String.valueOf(name));
                names(value, into);
            });
        } else if (json instanceof List<?> list) {
            list.forEach(element -> names(element, into));
        }
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("a block ```%s", language).isTrue();
        return block.group(1);
    }
}
