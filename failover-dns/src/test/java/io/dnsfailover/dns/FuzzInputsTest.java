package io.dnsfailover.dns;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.dnsfailover.dns.alias.AliasAnswerFuzz;
import io.dnsfailover.dns.answer.QueryFuzz;
import io.dnsfailover.dns.internal.exchange.UpdateReplyFuzz;
import io.dnsfailover.dns.powerdns.ApiReplyFuzz;
import io.dnsfailover.dns.primary.TransferQueryFuzz;
import io.dnsfailover.dns.proof.ProofReplyFuzz;
import io.dnsfailover.dns.remotebackend.CallFuzz;
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
    List<DynamicTest> queries() throws IOException {
        return inputs("QueryFuzz", QueryFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> replies() throws IOException {
        return inputs("UpdateReplyFuzz", UpdateReplyFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> aliasAnswers() throws IOException {
        return inputs("AliasAnswerFuzz", AliasAnswerFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> apiReplies() throws IOException {
        return inputs("ApiReplyFuzz", ApiReplyFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> calls() throws IOException {
        return inputs("CallFuzz", CallFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> transferQueries() throws IOException {
        return inputs("TransferQueryFuzz", TransferQueryFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    List<DynamicTest> proofReplies() throws IOException {
        return inputs("ProofReplyFuzz", ProofReplyFuzz::fuzzerTestOneInput);
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
