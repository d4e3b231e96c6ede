package io.dnsfailover.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.testkit.contract.Specimens;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    @Test
    void text_isMadeVisible_andCut() {
        Message message = Message.about("www#7", Mails.AT)
                .subject("  a\r\nb\u202e\ud800\u0085\u2028 " + "x".repeat(300))
                .text("a\r\nb\rc\td\u0000\u001b[0m")
                .build();

        assertThat(message.subject())
                .startsWith("a\\u000d\\u000ab\\u202e\\ud800\\u0085\\u2028 x")
                .endsWith("x...")
                .hasSize(MessageBuilder.MAX_SUBJECT);
        assertThat(message.text()).isEqualTo("a\nb\nc\td\\u0000\\u001b[0m\n");
    }

    @Test
    void cut_doesNotHalveACharacter() {
        Message message = Message.about("www#7", Mails.AT)
                .subject("\ud83d\ude00".repeat(200))
                .text("x")
                .build();

        assertThat(message.subject()).hasSizeBetween(199, 200).endsWith("\ud83d\ude00...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u00e4"})
    void id_isPrintableAsciiWithoutSpace(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Message.about(id, Mails.AT));
    }

    @Test
    void whatIsMissing_isNamed() {
        byte[] nothing = {};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.about("www#7", Mails.AT)
                        .attachments(List.of(Attachment.picture("a.png", "image/png", nothing, "a")))
                        .build())
                .withMessage("message www#7: lacks a subject and a text and the HTML that shows its pictures");
    }

    @Test
    void whatIsSetTwice_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Message.about("www#7", Mails.AT).subject("a").subject("b"));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Message.about("www#7", Mails.AT).kind(Kind.OTHER).kind(Kind.OTHER));
    }

    @Test
    void attachments_areBounded_andTold_apart() {
        byte[] large = new byte[3_000_000];
        Attachment picture = Attachment.picture("a.png", "image/png", new byte[1], "a");
        MessageBuilder message = Message.about("www#7", Mails.AT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.attachments(Collections.nCopies(2, Attachment.file("a", "a/b", large))))
                .withMessageContaining("5000000 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message.attachments(List.of(picture, picture)))
                .withMessageContaining("content id a occurs twice");
    }

    @ParameterizedTest
    @CsvSource({
        "'a b',   image/png",
        "'../a',  image/png",
        "'.a',    image/png",
        "'a\"',   image/png",
        "a.png,   image",
        "a.png,   IMAGE/PNG",
        "a.png,   'image/png; x=y'",
        "a.png,   multipart/mixed",
        "a.png,   message/rfc822",
    })
    void attachment_withAnOddNameOrType_isRefused(String name, String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> Attachment.file(name, type, new byte[0]));
    }

    @Test
    void everyEvent_hasAKindOfItsOwn() {
        List<FailoverEvent> events = Specimens.events();

        assertThat(events.stream().map(Kind::of).distinct())
                .hasSameSizeAs(events)
                .doesNotContain(Kind.OTHER);
    }

    @Test
    void contacts_areDifferentAddresses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactList.of("ops", "a@example.net", "a@EXAMPLE.net"))
                .withMessageContaining("holds a@example.net twice");
        assertThatIllegalArgumentException().isThrownBy(() -> ContactList.of("ops"));
        assertThatIllegalArgumentException().isThrownBy(() -> ContactList.of("o ps", "a@example.net"));
    }
}
