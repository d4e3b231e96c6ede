package io.dnsfailover.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlarmTest {
    @Test
    @DisplayName("an alarm begins at once, says what was seen last, and ends after enough quiet checks in a row")
    void alarm_beginsAtOnce_andEndsDamped() {
        Alarm first = Alarm.NONE.next("a", 3);
        assertThat(first).isEqualTo(new Alarm("a", 0));
        Alarm quiet = first.next(null, 3).next(null, 3);
        assertThat(quiet).isEqualTo(new Alarm("a", 2));
        assertThat(quiet.next("b", 3)).isEqualTo(new Alarm("b", 0));
        assertThat(quiet.next(null, 3)).isEqualTo(Alarm.NONE);
        assertThat(first.next(null, 1)).isEqualTo(Alarm.NONE);
        assertThat(Alarm.NONE.next(null, 1)).isEqualTo(Alarm.NONE);
        assertThat(Alarm.NONE.next(null, 3)).isEqualTo(Alarm.NONE);
    }

    @Test
    void warning_isMadePrintable() {
        assertThat(new Warning(Warning.Kind.CHECK, "ends\nsoon")).hasToString("CHECK: ends\\u000asoon");
    }
}
