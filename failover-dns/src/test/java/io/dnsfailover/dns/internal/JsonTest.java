package io.dnsfailover.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void parse_everyKindOfValue_isRead() throws Exception {
        Object value =
                Json.parse(" {\"a\": [1, -2.5e3, true, false, null, \"x\"], \"b\":{}, \"c\":[ ], \"d\": \"\"} \r\n\t");

        assertThat(value)
                .isEqualTo(Map.of(
                        "a",
                        List.of(BigDecimal.ONE, new BigDecimal("-2.5e3"), true, false, Json.NULL, "x"),
                        "b",
                        Map.of(),
                        "c",
                        List.of(),
                        "d",
                        ""));
    }

    @Test
    void parse_escapes_areTakenBack() throws Exception {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""))
                .isEqualTo("\"\\/\b\f\n\r\t\u00e9\ud83d\ude00");
    }

    @Test
    void quoted_isReadBack() throws Exception {
        String text = "\"v=1 owner=x\" \\ \n \u0000 \u00e9 \ud83d\ude00 \u007f";

        assertThat(Json.quoted(text)).matches("[ -~]+");
        assertThat(Json.parse(Json.quoted(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1]]",
                "1 2",
                "01",
                "1.",
                ".5",
                "+1",
                "-",
                "1e",
                "NaN",
                "Infinity",
                "tru",
                "truex",
                "nul",
                "'a'",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\",
                "\"a\nb\"",
                "{\"a\":1,\"a\":2}",
                "{\"a\":null,\"a\":null}",
                "\u00a01",
                "// x\n1",
                "1e9999",
                "123456789012345678901234567890123"
            })
    @DisplayName("what is not JSON, or says a thing twice, is refused with the place")
    void parse_notJson_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("not JSON at character ");
    }

    @Test
    void parse_deepNesting_isRefusedAndNotRecursedInto() throws Exception {
        int most = Json.MAX_DEPTH + 1;

        assertThat(Json.parse("[".repeat(most) + "]".repeat(most))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000))).hasMessageContaining("16 levels");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000))).hasMessageContaining("16 levels");
    }
}
