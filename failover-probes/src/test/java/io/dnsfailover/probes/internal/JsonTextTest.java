package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    private static JsonText.Found find(String text, String pointer) throws Exception {
        return JsonText.find(text, JsonPointer.of(pointer));
    }

    @ParameterizedTest
    @DisplayName("the example of RFC 6901 section 5")
    @CsvSource(
            delimiter = ' ',
            value = {"/foo/0 bar", "/ 0", "/a~1b 1", "/c%d 2", "/e^f 3", "/g|h 4", "/m~0n 8", "/i\\j 5"})
    void pointer_ofTheStandard(String pointer, String value) throws Exception {
        String text =
                "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"m~n\":8}";

        assertThat(find(text, pointer)).isEqualTo(new JsonText.Found(JsonText.Kind.SCALAR, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"x\" | x",
                "true | true",
                "null | null",
                "-0 | -0",
                "1.50 | 1.50",
                "-12.5e+3 | -12.5e+3",
            })
    void wholeText_isAScalar(String text, String value) throws Exception {
        assertThat(find(text, "").text()).isEqualTo(value);
    }

    @Test
    void escapes_areRead() throws Exception {
        assertThat(find("\"\\u00e4\\n\\/\\\\\"", "").text()).isEqualTo("\u00e4\n/\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1,",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "{'a':1}",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "--1",
                "tru",
                "True",
                "NaN",
                "Infinity",
                "1 2",
                "\"a",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "\"\u0000\"",
                "[1]]",
                "/* c */ 1",
                "\ufeff1"
            })
    void notJson_isRefused(String text) {
        assertThatExceptionOfType(JsonText.MalformedJsonException.class).isThrownBy(() -> find(text, "/a"));
    }

    @Test
    void nesting_hasALimit_andNoStackOverflows() throws Exception {
        String deepest = "[".repeat(32) + "]".repeat(32);

        assertThat(find(deepest, "/x").kind()).isEqualTo(JsonText.Kind.NOTHING);
        assertThatExceptionOfType(JsonText.MalformedJsonException.class)
                .isThrownBy(() -> find("[".repeat(33) + "]".repeat(33), ""))
                .withMessage("nested deeper than 32 at character 32");
        assertThatExceptionOfType(JsonText.MalformedJsonException.class)
                .isThrownBy(() -> find("[".repeat(100_000), ""));
    }

    @Test
    @DisplayName("a name on the way that stands twice says two things, and is refused")
    void duplicateNames_onTheWay() throws Exception {
        assertThatExceptionOfType(JsonText.MalformedJsonException.class)
                .isThrownBy(() -> find("{\"a\":1,\"a\":2}", "/a"));
        assertThat(find("{\"b\":1,\"b\":2,\"a\":3}", "/a").text()).isEqualTo("3");
    }

    @Test
    void arrays_areReachedByIndexOnly() throws Exception {
        assertThat(find("[10,11]", "/1").text()).isEqualTo("11");
        for (String pointer : new String[] {"/01", "/-", "/2", "/1/0", "/x"}) {
            assertThat(find("[10,11]", pointer).kind()).as(pointer).isEqualTo(JsonText.Kind.NOTHING);
        }
    }
}
