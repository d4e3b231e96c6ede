/** Tells people what happened to a record: e-mail, webhook and log, with a report and a picture of where the path broke. */
module io.dnsfailover.notify {
    requires transitive io.dnsfailover.core;
    requires org.slf4j;
    requires static java.desktop;
    requires static transitive org.jspecify;

    exports io.dnsfailover.notify.picture;
    exports io.dnsfailover.notify.trace;
}
