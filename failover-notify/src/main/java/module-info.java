/** Tells people what happened to a record: e-mail, webhook and log, with a report and a picture of where the path broke. */
module io.dnsfailover.notify {
    requires transitive io.dnsfailover.core;
    requires static transitive org.jspecify;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires transitive org.slf4j;

    exports io.dnsfailover.notify;
    exports io.dnsfailover.notify.log;
    exports io.dnsfailover.notify.mail;
    exports io.dnsfailover.notify.webhook;
}
