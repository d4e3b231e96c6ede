package io.dnsfailover.examples.notifier;

import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.notify.Channel;
import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.collect.Reports;
import io.dnsfailover.notify.mail.MailChannel;
import io.dnsfailover.spi.Secret;
import io.dnsfailover.spi.Tracer;
import java.util.Map;

/** Adds what is needed to tell of every event by mail, with a report of everything that is known. */
public final class ReportsByMail {
    private ReportsByMail() {}

    /**
     * Adds reports by mail to a host.
     *
     * @param host what is assembled so far; must not have a journal
     * @param tracers makes traces, for each location that can
     * @param password of the account at the mail server
     * @return the same builder
     */
    // tag::assemble[]
    public static FailoverBuilder addTo(FailoverBuilder host, Map<Location, Tracer> tracers, Secret password) {
        var described = Reports.builder();
        tracers.forEach(described::tracer);
        Reports reports = described.build();
        Channel mail = MailChannel.through("smtp.example.com")
                .login("failover", password)
                .from(new MailAddress("failover@example.com"))
                .build();
        return host.journal(reports.journal()) // what the locations see, and the policies
                .notifier(reports.listener()) // hears of everything at once, and begins the traces
                .notifier(reports.through(mail, ContactList.of("ops", "ops@example.com", "night@example.com")));
    }
    // end::assemble[]
}
