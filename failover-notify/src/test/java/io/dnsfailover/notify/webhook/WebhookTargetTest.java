package io.dnsfailover.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.spi.Secret;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are taken, and what is shown of them. */
class WebhookTargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com,            example.com, 443,  example.com,      /",
        "https://example.com?a=b,        example.com, 443,  example.com,      /?a=b",
        "https://example.com:8443/x%20y, example.com, 8443, example.com:8443, /x%20y",
        "https://[2001:db8::1]:8443/x,   2001:db8::1, 8443, [2001:db8::1]:8443, /x",
        "HTTP://192.0.2.1/,              192.0.2.1,   80,   192.0.2.1,        /",
    })
    void url_isTakenApart(String url, String host, int port, String authority, String path) {
        WebhookTarget target = WebhookTarget.of(url, true);

        assertThat(target.peer().host()).isEqualTo(host);
        assertThat(target.peer().port()).isEqualTo(port);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(target.path().reveal()).isEqualTo(path);
    }

    @ParameterizedTest
    @DisplayName("an address that is none is refused, and not shown")
    @ValueSource(
            strings = {
                "",
                "canary",
                "http://example.com/canary",
                "ftp://example.com/canary",
                "https:///canary",
                "https://user:canary@example.com/",
                "https://example.com/#canary",
                "https://example.com/canary\r\nX: y",
                "https://example.com/canary x",
                "https://example.com/canary\u560d\u560aX:y",
                "https://ex\u00e4mple.com/canary",
                "https://example.com:0/canary",
                "https://example.com:70000/canary",
                "https://example.com/canary^",
            })
    void url_thatIsNone_isRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookChannel.to(url).build())
                .withMessageStartingWith("webhook channel: url: ")
                .withMessageNotContaining("canary");
    }

    @Test
    void mistakes_areReportedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookChannel.to("http://example.com/")
                        .deadline(Duration.ofHours(1))
                        .signedWith(Secret.of("short"))
                        .build())
                .withMessageContaining("url: ")
                .withMessageContaining("deadline '1h'")
                .withMessageContaining("secret: has at least 16 characters");
    }

    @Test
    void name_showsHostAndPortOnly() {
        try (WebhookChannel channel = WebhookChannel.to("https://hooks.example.com/services/T0/B0/canary?sig=canary")
                .build()) {
            assertThat(channel.name())
                    .isEqualTo("webhook to hooks.example.com:443")
                    .isEqualTo(channel.toString());
        }
    }
}
