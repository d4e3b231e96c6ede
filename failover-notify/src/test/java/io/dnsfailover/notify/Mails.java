package io.dnsfailover.notify;

import java.time.Instant;
import java.util.List;

/** Messages for tests. */
public final class Mails {
    public static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    public static final MailAddress SENDER = new MailAddress("failover@example.com");

    private Mails() {}

    public static MessageBuilder started(String... recipients) {
        return Message.about("www#7", AT)
                .kind(Kind.FAILED_OVER)
                .severity(Severity.CRITICAL)
                .recipients(List.of(recipients).stream().map(MailAddress::new).toList());
    }

    public static Message plain(String... recipients) {
        return started(recipients)
                .subject("[FAILOVER] www.example.com A")
                .text("fra1 -> ams1\n")
                .build();
    }
}
