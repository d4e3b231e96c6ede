package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.DnsName;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** Gives each test names of its own in a zone that all tests share. */
abstract class FreshNames {
    private String label = "contract";

    @BeforeEach
    final void nameTheTest(TestInfo test) {
        String method = test.getTestMethod().orElseThrow().getName();
        label = method.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** A name in the zone that only this test uses. */
    final DnsName fresh(DnsName zone) {
        return zone.child(label);
    }
}
