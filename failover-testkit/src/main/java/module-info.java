/** Simulated time, scripted probes and recording fakes, and the contract tests of every SPI. */
module io.dnsfailover.testkit {
    requires transitive io.dnsfailover.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
}
