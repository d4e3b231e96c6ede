package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @Test
    void of_printableAscii_isUnchanged() {
        StringBuilder all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            if (c != '\\') {
                all.append(c);
            }
        }

        assertThat(Printable.of(all.toString())).isEqualTo(all.toString());
        assertThat(Printable.of("")).isEmpty();
    }

    @Test
    @DisplayName("an ANSI escape, a line break, a bidirectional override, a byte order mark and an emoji are all text")
    void of_dangerousCharacters_areEscaped() {
        assertThat(Printable.of("\u001b[31mred")).isEqualTo("\\u001b[31mred");
        assertThat(Printable.of("ok\r\nINFO forged")).isEqualTo("ok\\u000d\\u000aINFO forged");
        assertThat(Printable.of("a\u202eb\u2028c\u2066d")).isEqualTo("a\\u202eb\\u2028c\\u2066d");
        assertThat(Printable.of("\ufeff\u0000\u007f\u0080\u00e9")).isEqualTo("\\ufeff\\u0000\\u007f\\u0080\\u00e9");
        assertThat(Printable.of("\ud83d\ude00")).isEqualTo("\\ud83d\\ude00");
    }

    @Test
    @DisplayName("a backslash is doubled, so that an escape that was sent differs from one that was made here")
    void of_backslash_isDoubled() {
        assertThat(Printable.of("\\u000a")).isEqualTo("\\\\u000a");
        assertThat(Printable.of("\n")).isEqualTo("\\u000a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 508, 509, 510, 511, 512})
    void of_textThatFits_isNotCut(int length) {
        String text = "x".repeat(length);

        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {513, 514, 1_000_000})
    void of_longerText_endsInDots(int length) {
        assertThat(Printable.of("x".repeat(length))).isEqualTo("x".repeat(509) + "...");
    }

    @Test
    @DisplayName("an escape is never cut in the middle, and the cut text is never longer than the limit")
    void of_cutWithinAnEscape_dropsTheWholeEscape() {
        for (int lead = 500; lead <= 512; lead++) {
            String shown = Printable.of("x".repeat(lead) + "\n" + "y".repeat(50));

            assertThat(shown).hasSizeLessThanOrEqualTo(Printable.MAX_CHARS).matches("x+(\\\\u000ay*)?\\.\\.\\.");
        }
        assertThat(Printable.of("x".repeat(506) + "\n")).isEqualTo("x".repeat(506) + "\\u000a");
        assertThat(Printable.of("x".repeat(507) + "\n")).isEqualTo("x".repeat(507) + "...");
        assertThat(Printable.of("x".repeat(508) + "\n")).isEqualTo("x".repeat(508) + "...");
    }
}
