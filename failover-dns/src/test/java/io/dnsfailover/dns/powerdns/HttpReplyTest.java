package io.dnsfailover.dns.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as they may come, and as they must not; {@code |} stands for a line break. */
class HttpReplyTest {
    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK|Content-Length: 2||ok, 200, ok",
        "HTTP/1.1 200|content-length:2||ok, 200, ok",
        "HTTP/1.1 200 OK|Content-Length: 2||okand more, 200, ok",
        "HTTP/1.1 204 No Content|||, 204, ''",
        "HTTP/1.1 204 No Content|Content-Length: 5||, 204, ''",
        "HTTP/1.1 422 No|Content-Length: 0||, 422, ''",
        "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 2||ok, 200, ok",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|0||, 200, ok",
        "HTTP/1.1 200 OK|Transfer-Encoding: Chunked||1;x=y|o|01 |k|0|X: y||, 200, ok",
    })
    @DisplayName("a reply is read as soon as all of it is there, and not before")
    void parse_reply_isReadWhenComplete(String written, int status, String body) throws Exception {
        byte[] octets = octets(written);
        int needed = octets.length;
        while (needed > 0 && HttpReply.parse(Arrays.copyOf(octets, needed - 1), false) != null) {
            needed--;
        }
        for (int length = 0; length < needed; length++) {
            byte[] part = Arrays.copyOf(octets, length);
            assertThat(HttpReply.parse(part, false)).isNull();
            assertThatThrownBy(() -> HttpReply.parse(part, true)).isInstanceOf(ProtocolException.class);
        }

        HttpReply reply = HttpReply.parse(Arrays.copyOf(octets, needed), false);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body(), StandardCharsets.US_ASCII)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "some text", "a|b||c"})
    @DisplayName("without a length, the end of the connection is the end of the body")
    void parse_withoutLength_takesAllUntilTheEnd(String body) throws Exception {
        byte[] octets = octets("HTTP/1.0 404 Not Found|X: y||" + body);

        assertThat(HttpReply.parse(octets, false)).isNull();
        assertThat(HttpReply.parse(octets, true).body()).isEqualTo(octets(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH|||",
                "HTTP/2 200||",
                "HTTP/1.1 20||",
                "HTTP/1.1 999||",
                "HTTP/1.1 200OK||",
                "HTTP/1.1 200 OK|no field||",
                "HTTP/1.1 200 OK|: x||",
                "HTTP/1.1 200 OK|Content-Length: -1||",
                "HTTP/1.1 200 OK|Content-Length: +1||",
                "HTTP/1.1 200 OK|Content-Length: 0x10||",
                "HTTP/1.1 200 OK|Content-Length: 99999999999||",
                "HTTP/1.1 200 OK|Content-Length: 2, 2||ok",
                "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||ok",
                "HTTP/1.1 200 OK|Content-Length: 2|Transfer-Encoding: chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffffff|",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|okay|",
            })
    @DisplayName("what is no reply, or says its length in two ways, is refused")
    void parse_noReply_isRefused(String written) {
        assertThatThrownBy(() -> HttpReply.parse(octets(written), false)).isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 100 Continue||", "X"})
    @DisplayName("interim replies and heads without an end are given up")
    void parse_endless_isRefused(String written) {
        assertThatThrownBy(() -> HttpReply.parse(octets(written.repeat(20_000)), false))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than");
    }

    private static byte[] octets(String written) {
        return written.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
