/** A user's program on the module path. */
module smoke {
    requires io.dnsfailover.core;
    requires io.dnsfailover.probes;
    requires io.dnsfailover.dns;
    requires io.dnsfailover.testkit;
}
