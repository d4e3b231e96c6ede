package io.dnsfailover.probes;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dnsfailover.probes.internal.DnsReplyFuzz;
import io.dnsfailover.probes.internal.HttpReplyFuzz;
import io.dnsfailover.probes.internal.JsonFuzz;
import io.dnsfailover.probes.trace.TraceFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** What the fuzzer begins with, and what it once found. */
class FuzzInputsTest {
    @TestFactory
    List<DynamicTest> dnsReplies() throws IOException {
        return inputs("DnsReplyFuzz", DnsReplyFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> httpReplies() throws IOException {
        return inputs("HttpReplyFuzz", HttpReplyFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> bodies() throws IOException {
        return inputs("JsonFuzz", JsonFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> traces() throws IOException {
        return inputs("TraceFuzz", TraceFuzz::fuzzerTestOneInput);
    }

    private static List<DynamicTest> inputs(String target, ThrowingConsumer<byte[]> run) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (var files = Files.newDirectoryStream(Path.of("src/test/fuzz", target))) {
            for (Path file : files) {
                byte[] input = Files.readAllBytes(file);
                tests.add(dynamicTest(file.getFileName().toString(), () -> run.accept(input)));
            }
        }
        return tests;
    }
}
