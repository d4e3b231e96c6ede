/** A user's program on the module path. */
module smoke {
    requires io.dnsfailover.core;
    requires io.dnsfailover.probes;
    requires io.dnsfailover.dns;
    requires io.dnsfailover.notify;
    requires io.dnsfailover.testkit;
    // What failover-notify uses where it is there: PNG images, and the map of a path.
    requires java.desktop;
    requires com.maxmind.db;
}
