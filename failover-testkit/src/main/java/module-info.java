/**
 * What a host needs to test its policies and its own plug-ins: simulated time, scripted endpoints, recording publishers
 * and notifiers, and the contract of every interface that a host can implement, as tests to extend.
 */
module io.dnsfailover.testkit {
    requires transitive io.dnsfailover.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.dnsfailover.testkit;
    exports io.dnsfailover.testkit.backtest;
    exports io.dnsfailover.testkit.contract;

    // JUnit runs the contracts' test methods, which are not public.
    opens io.dnsfailover.testkit.contract;
}
