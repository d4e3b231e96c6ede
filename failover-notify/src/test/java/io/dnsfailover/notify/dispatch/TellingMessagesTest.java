package io.dnsfailover.notify.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.Severity;
import io.dnsfailover.notify.incident.Happenings;
import io.dnsfailover.notify.route.Route;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people read. */
class TellingMessagesTest {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedChannel mail = new ScriptedChannel();
    private final Happenings of = new Happenings(time::now);

    @Test
    @DisplayName("an incident of several records is a table under its cause; its end says how long it lasted")
    void incident_isATable() {
        IncidentNotifier notifier = notifier();
        for (int i = 1; i <= 3; i++) {
            of.record("r" + i, "192.0.2." + i);
            take(notifier, of.down("r" + i));
        }
        time.advance(Duration.ofMinutes(4));
        for (int i = 1; i <= 3; i++) {
            take(notifier, of.up("r" + i));
        }
        time.advance(Duration.ofMinutes(1));

        Message incident = mail.sent.get(0);
        assertThat(incident.subject()).isEqualTo("[INCIDENT] 3 records, network 192.0.2.0/24: 3 verdict-reached");
        assertThat(incident.kind()).isEqualTo(Kind.INCIDENT);
        assertThat(incident.severity()).isEqualTo(Severity.WARNING);
        assertThat(incident.text())
                .contains("In common: network 192.0.2.0/24.")
                .contains(
                        "Still in trouble: endpoint 192.0.2.1 of r1, endpoint 192.0.2.2 of r2, endpoint 192.0.2.3 of r3.")
                .contains("2026-01-01 00:00:00Z  r1#1   r1.example.com. A  endpoint 192.0.2.1 is DOWN");
        assertThat(incident.html()).contains("<td").contains("r3.example.com. A");
        Message end = mail.sent.get(1);
        assertThat(end.subject()).isEqualTo("[RECOVERY] 3 records, network 192.0.2.0/24: over after 4 min");
        assertThat(end.kind()).isEqualTo(Kind.RECOVERY);
    }

    @Test
    @DisplayName("an incident of one record has the words of its weightiest event, the end with its duration")
    void oneRecord_hasTheWordsOfItsEvent() {
        IncidentNotifier notifier = notifier();
        of.record("www", "192.0.2.10");
        FailoverEvent down = of.down("www");
        take(notifier, down);
        time.advance(Duration.ofSeconds(75));
        take(notifier, of.up("www"));
        time.advance(Duration.ofMinutes(1));

        assertThat(mail.sent.get(0).id()).isEqualTo(down.header().id());
        assertThat(mail.sent.get(0).subject()).startsWith("[VERDICT REACHED] www.example.com. A");
        assertThat(mail.sent.get(1).subject()).endsWith(", over after 1 min 15 s");
        assertThat(mail.sent.get(1).text())
                .startsWith("It is over: it began at 2026-01-01 00:00:00Z and lasted 1 min 15 s.\n");
    }

    @Test
    @DisplayName("a digest counts exactly what it does not list")
    void digest_countsExactly() {
        IncidentNotifier notifier = notifier();
        for (int i = 0; i < 500; i++) {
            of.record("r" + i, "10.0." + i / 2 + ".1");
            take(notifier, of.down("r" + i));
        }
        time.advance(Duration.ofHours(1));

        Message digest = mail.sent.get(0);
        assertThat(mail.sent).hasSize(1);
        assertThat(digest.subject()).isEqualTo("[DIGEST] 500 events in 250 incidents");
        assertThat(digest.text())
                .contains("500 verdict-reached.")
                .contains("... and 150 more, which the counts above include.")
                .contains("... and 400 more, which the counts above include.")
                .hasSizeLessThan(100_000);
        assertThat(digest.events()).hasSize(500);
    }

    @Test
    @DisplayName("while it lasts, a reminder names what still is in trouble")
    void reminder_namesTheTrouble() {
        IncidentNotifier notifier = notifier(Route.to("ops").repeat(Duration.ofHours(1)));
        of.record("www", "192.0.2.10");
        take(notifier, of.down("www"));
        time.advance(Duration.ofMinutes(61));

        assertThat(mail.sent.get(1).subject()).isEqualTo("[STILL DOWN] endpoint 192.0.2.10 of www, for 1 h");
        assertThat(mail.sent.get(1).key()).isNotEqualTo(mail.sent.get(0).key());
    }

    @Test
    @DisplayName("foreign text is escaped in the page")
    void page_isEscaped() {
        assertThat(TableText.escaped("<b a='x' b=\"y\">&")).isEqualTo("&lt;b a=&#39;x&#39; b=&quot;y&quot;&gt;&amp;");
    }

    private IncidentNotifier notifier(Route... routes) {
        IncidentNotifierBuilder builder = IncidentNotifier.builder()
                .mail(mail)
                .contacts(ContactList.of("ops", "ops@example.com"))
                .time(time)
                .scheduler(time);
        for (Route route : routes) {
            builder.route(route);
        }
        return builder.build();
    }

    private void take(IncidentNotifier notifier, FailoverEvent event) {
        notifier.take(new Delivery(event, 1));
        time.advance(Duration.ZERO);
    }
}
