package io.dnsfailover.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.examples.failoverd.ChildJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    @Test
    @DisplayName("it shows a failover and a failback, and every step with its time")
    void quickstart_tellsItsStory(@TempDir Path directory) throws Exception {
        try (ChildJvm quickstart = ChildJvm.start(directory, Quickstart.class)) {
            int code = quickstart.exitCodeWithin(ChildJvm.PATIENCE);

            assertThat(code).as(quickstart.out() + quickstart.err()).isZero();
            assertThat(quickstart
                            .out()
                            .lines()
                            .map(line -> line.replaceAll("\\d+ ms", "N ms").strip()))
                    .containsSubsequence(
                            "a resolver sees www.example.com. A 127.0.0.1 (TTL 5)",
                            "The primary's web server dies",
                            "N ms  detected: a check failed, and is repeated at once",
                            "N ms  confirmed: both failure domains say DOWN",
                            "N ms  verified, decided: 127.0.0.1 -> 127.0.0.2",
                            "N ms  answer changed",
                            "a resolver sees www.example.com. A 127.0.0.2 (TTL 5)",
                            "The primary's web server is back",
                            "N ms  both failure domains say UP",
                            "N ms  verified, decided: 127.0.0.2 -> 127.0.0.1",
                            "N ms  answer changed",
                            "a resolver sees www.example.com. A 127.0.0.1 (TTL 5)");
        }
    }
}
