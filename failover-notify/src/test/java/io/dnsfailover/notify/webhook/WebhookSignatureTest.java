package io.dnsfailover.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final Secret SECRET = Secret.of("a secret of sixteen");
    private static final Instant SENT = Instant.ofEpochSecond(1_767_323_045);
    private static final byte[] BODY = "{\"version\":1}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Test
    void sign_isTheHmacOfTimeAndBody() {
        // printf '1767323045.{"version":1}' | openssl dgst -sha256 -hmac 'a secret of sixteen'
        assertThat(WebhookSignature.sign(BODY, SECRET, SENT))
                .isEqualTo("t=1767323045,v1=dfd79d1b03f1cb00c88b8bfbecff2af3a9981ebb00c296c29fefb3c229743261");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false"})
    void verify_takesWhatIsRecent(int secondsLater, boolean fine) {
        String header = WebhookSignature.sign(BODY, SECRET, SENT);

        assertThat(WebhookSignature.verify(header, BODY, SECRET, SENT.plusSeconds(secondsLater), TOLERANCE))
                .isEqualTo(fine);
    }

    @Test
    void verify_refusesAnotherBodyTimeOrSecret() {
        String header = WebhookSignature.sign(BODY, SECRET, SENT);

        assertThat(WebhookSignature.verify(header, "{}".getBytes(StandardCharsets.UTF_8), SECRET, SENT, TOLERANCE))
                .isFalse();
        assertThat(WebhookSignature.verify(header, BODY, Secret.of("another secret"), SENT, TOLERANCE))
                .isFalse();
        assertThat(WebhookSignature.verify(
                        header.replace("t=1767323045", "t=1767323046"), BODY, SECRET, SENT, TOLERANCE))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "t=1767323045", "v1=00", "t=-1,v1=00", "t=9999999999999999999,v1=00", "nonsense"})
    void verify_refusesWhatIsNoSignature(String header) {
        assertThat(WebhookSignature.verify(header, BODY, SECRET, SENT, TOLERANCE))
                .isFalse();
    }
}
