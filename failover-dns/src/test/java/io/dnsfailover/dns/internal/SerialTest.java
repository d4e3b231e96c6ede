package io.dnsfailover.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, true",
        "0, 1, false",
        "7, 7, false",
        "0, 4294967295, true",
        "4294967295, 0, false",
        "2147483647, 0, true",
        "2147483648, 0, false",
        "0, 2147483648, false",
        "100, 4294967290, true"
    })
    void isAfter_wrapsAround(long serial, long other, boolean after) {
        assertThat(Serial.isAfter(serial, other)).isEqualTo(after);
    }

    @Test
    void next_leavesZeroOut() {
        assertThat(Serial.next(4294967294L)).isEqualTo(4294967295L);
        assertThat(Serial.next(4294967295L)).isEqualTo(1);
        assertThat(Serial.next(5)).isEqualTo(6);
    }

    @Test
    void after_takesTheWantedOneWhenItIsAhead() {
        assertThat(Serial.after(5, 1000)).isEqualTo(1000);
        assertThat(Serial.after(1000, 5)).isEqualTo(1001);
        assertThat(Serial.after(5, 5)).isEqualTo(6);
    }
}
