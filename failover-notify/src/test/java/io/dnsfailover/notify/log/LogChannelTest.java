package io.dnsfailover.notify.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.CapturingLogger;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Mails;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogChannelTest {
    @ParameterizedTest
    @CsvSource({"INFO, INFO", "WARNING, WARN", "CRITICAL, WARN"})
    void message_isOneLine_atTheLevelOfItsSeverity(Severity severity, String level) {
        CapturingLogger log = new CapturingLogger();
        Message message = Message.about("www#7", Mails.AT)
                .severity(severity)
                .kind(Kind.FAILED_OVER)
                .subject("over\n[ERROR] \u001b[31m")
                .text("first\nsecond")
                .build();

        try (LogChannel channel = new LogChannel(log)) {
            channel.send(message);
        }

        assertThat(log.lines()).containsExactly(level + " [www#7] failed-over: over\\u000a[ERROR] \\u001b[31m");
    }
}
