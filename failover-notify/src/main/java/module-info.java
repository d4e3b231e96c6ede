/** Tells people what happened to a record: e-mail, webhook and log, with a report and a picture of where the path broke. */
module io.dnsfailover.notify {
    requires transitive io.dnsfailover.core;
    requires static transitive org.jspecify;
    requires jakarta.mail;
    requires org.eclipse.angus.mail;
    requires transitive org.slf4j;
    requires static com.maxmind.db;
    requires static java.desktop;

    exports io.dnsfailover.notify.collect;
    exports io.dnsfailover.notify.dispatch;
    exports io.dnsfailover.notify.geo;
    exports io.dnsfailover.notify.incident;
    exports io.dnsfailover.notify.log;
    exports io.dnsfailover.notify.mail;
    exports io.dnsfailover.notify.picture;
    exports io.dnsfailover.notify.report;
    exports io.dnsfailover.notify.route;
    exports io.dnsfailover.notify.timeline;
    exports io.dnsfailover.notify.trace;
    exports io.dnsfailover.notify.webhook;
    exports io.dnsfailover.notify;
}
