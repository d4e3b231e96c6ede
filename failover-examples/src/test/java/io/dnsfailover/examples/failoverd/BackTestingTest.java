package io.dnsfailover.examples.failoverd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real failoverd with a journal goes through a real outage, and other policies are tried on it. */
@Execution(ExecutionMode.CONCURRENT)
class BackTestingTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("after an outage the journal replays to the byte, and a slower policy shows what it would have cost")
    void outage_isReplayedAndTried() throws Exception {
        try (TcpBackend primary = TcpBackend.on("127.0.0.1");
                TcpBackend backup = TcpBackend.on("127.0.0.2")) {
            Path config = config("quick.yaml", primary, backup, "confirm-after: 50ms");
            try (ChildJvm failoverd = ChildJvm.start(directory, Failoverd.class, "--config", config.toString())) {
                failoverd.awaitText("ready\n");
                primary.die();
                failoverd.awaitText("failed over");
                Awaitility.await()
                        .atMost(ChildJvm.PATIENCE)
                        .until(() -> journal().contains("decided\t"));
                awaitChecks(100);
                primary.comeBack();
                failoverd.awaitText("failed back");
                awaitChecks(40); // a candidate sees each outcome a little later than it was seen then
                failoverd.signal("TERM");
                assertThat(failoverd.exitCodeWithin(ChildJvm.PATIENCE)).isZero();
            }

            String same = backTest(config);
            String slower = backTest(config("slow.yaml", primary, backup, "confirm-after: 200ms, damping: {fall: 4}"));

            assertThat(same)
                    .contains("2 decisions, the same byte for byte")
                    .contains("FAILOVER  primary 127.0.0.1 -> backup 127.0.0.2");
            assertThat(numbers(same, "failovers")).containsExactly(1.0, 1.0);
            assertThat(numbers(same, "failbacks")).containsExactly(1.0, 1.0);
            List<Double> delays = numbers(slower, "detection delay, mean");
            assertThat(delays.get(1)).isGreaterThan(delays.get(0));
            assertThat(numbers(slower, "unavailable to the average client").get(1))
                    .isGreaterThan(
                            numbers(slower, "unavailable to the average client").get(0));
            assertThat(directory.resolve("picture.svg"))
                    .content()
                    .startsWith("<svg")
                    .contains("candidate");
        }
    }

    @Test
    @DisplayName("a directory without a journal, and a journal directory that cannot be made, are one line and code 1")
    void noJournal_isSaid() throws IOException {
        Path config = Files.writeString(directory.resolve("file.yaml"), """
                journal: {directory: file.yaml}
                policies:
                  - name: www
                    record: {zone: example.com., name: www.example.com., type: A}
                    endpoints: [127.0.0.1]
                    probe: {type: tcp, port: 9}
                """);
        Files.createDirectory(directory.resolve("empty"));

        assertThat(run("backtest", "--journal", directory.resolve("empty").toString(), "--config", config.toString()))
                .startsWith("1 failoverd: the journal in ")
                .contains("there is no journal in")
                .hasLineCount(1);
        assertThat(run("--config", config.toString()))
                .startsWith("1 failoverd: cannot write the journal (journal.directory)")
                .hasLineCount(1);
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        int code = new Failoverd(nowhere, new PrintStream(err, true, UTF_8)).run(List.of(arguments));
        return code + " " + err.toString(UTF_8).strip();
    }

    private String backTest(Path config) throws Exception {
        try (ChildJvm failoverd = ChildJvm.start(
                directory,
                Failoverd.class,
                "backtest",
                "--journal",
                directory.resolve("journal").toString(),
                "--config",
                config.toString(),
                "--svg",
                directory.resolve("picture.svg").toString())) {
            assertThat(failoverd.exitCodeWithin(ChildJvm.PATIENCE)).isZero();
            assertThat(failoverd.err()).isEmpty();
            return failoverd.out();
        }
    }

    private void awaitChecks(int more) {
        int before = checks();
        Awaitility.await()
                .atMost(ChildJvm.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> checks() >= before + more);
    }

    private int checks() {
        return journal().split("\nobserved\t", -1).length;
    }

    private String journal() {
        try (var files = Files.list(directory.resolve("journal"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Path config(String name, Backend primary, Backend backup, String more) throws IOException {
        return Files.writeString(
                directory.resolve(name), String.format(Locale.ROOT, """
                        locations: [{id: here, source: 127.0.0.1}, {id: there, source: 127.0.0.3}]
                        journal: {directory: journal, max-segment: 64KiB}
                        defaults: {interval: 400ms, timeout: 300ms, %s, failback: {mode: after, dwell: 500ms}}
                        policies:
                          - name: www
                            record: {zone: example.com., name: www.example.com., type: A, ttl: 1s}
                            endpoints: [{id: primary, address: 127.0.0.1, port: %d}, {id: backup, address: 127.0.0.2, port: %d}]
                            probe: {type: tcp, port: 1, expect: "220 "}
                        """, more, primary.port(), backup.port()));
    }

    /** The two numbers of a row of the table, in seconds where they have a unit. */
    private static List<Double> numbers(String table, String row) {
        Matcher matcher = Pattern.compile("(?m)^ *" + row + " +([0-9.]+)(?: s)? +([0-9.]+)(?: s)?$")
                .matcher(table);
        assertThat(matcher.find()).as(table).isTrue();
        return List.of(Double.valueOf(matcher.group(1)), Double.valueOf(matcher.group(2)));
    }
}
