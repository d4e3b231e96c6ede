package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecProbeTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Endpoint HERE = Endpoint.of("127.0.0.1").onPort(8080);

    @TempDir
    private Path directory;

    private final NetworkProber prober = NetworkProber.builder()
            .maxPrograms(4)
            .lookup(name -> List.of(Peer.address("127.0.0.9")))
            .build();

    @AfterEach
    void close() {
        prober.close();
    }

    private static ExecProbe sh(String script, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-c", script, "check"));
        all.addAll(List.of(arguments));
        return ExecProbe.run("/bin/sh", all.toArray(String[]::new)).port(1).environment("PATH", "/usr/bin:/bin");
    }

    private ProbeResult check(ExecProbe probe) {
        return Run.check(prober, probe, HERE);
    }

    @Test
    void exitCodes_areMapped() {
        assertThat(check(sh("echo fine; exit 0")).reason()).isEqualTo(Reason.EXPECTED);
        ProbeResult failed = check(sh("echo bad; exit 2"));
        assertThat(failed.reason()).isEqualTo(Reason.OTHER);
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.detail()).contains("exit code 2").contains("bad");
        assertThat(check(sh("exit 3").inconclusive(3, 4)).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(check(sh("exit 3").inconclusive(4)).reason()).isEqualTo(Reason.OTHER);
        assertThat(check(sh("kill -9 $$")).reason()).isEqualTo(Reason.PROBE_BROKEN);
    }

    @Test
    void programThatIsNotThere_isOurTrouble() {
        ProbeResult result = check(ExecProbe.run("/no/such/program"));

        assertThat(result.reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(result.detail()).contains("/no/such/program");
    }

    @Test
    @DisplayName("placeholders are whole arguments; what looks like shell is only text")
    void arguments_areReplacedAndNotInterpreted() {
        ProbeResult result =
                check(sh("echo \"$1|$2|$3|$4\"", "{address}", "{port}", "{name}", "$(id);`id` && x > /tmp/y"));

        assertThat(result.detail()).contains("127.0.0.1|8080|127.0.0.1|$(id);`id` && x > /tmp/y");
    }

    @Test
    void name_isTheEndpointsName() {
        Endpoint named = Endpoint.of("www.example.com.").onPort(8080);

        ProbeResult result = Run.check(prober, sh("echo \"$1|$2\"", "{address}", "{name}"), named);

        assertThat(result.detail()).contains("127.0.0.9|www.example.com");
    }

    @Test
    @DisplayName("the environment is what is configured, the directory is /, the input is empty")
    void surroundings_areClean() {
        ExecProbe probe = ExecProbe.run("/usr/bin/env").environment("ONLY", "this");

        assertThat(check(probe).detail()).isEqualTo("the program passes: ONLY=this");
        assertThat(check(sh("pwd; cat")).detail()).isEqualTo("the program passes: /");
    }

    @Test
    @DisplayName("at the deadline the program and all that descend from it are killed")
    void deadline_killsTheTree() throws Exception {
        Path pids = directory.resolve("pids");
        ExecProbe probe = sh("echo $$ > \"$1\"; (echo $$; sleep 86391) & sleep 86392 & sleep 86393", pids.toString());

        ProbeResult result = Run.check(prober, probe, HERE, SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isLessThan(SHORT.plusSeconds(2));
        long parent = Long.parseLong(Files.readString(pids).strip());
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        ProcessHandle.of(parent).filter(ProcessHandle::isAlive).isEmpty());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sleeping().isEmpty());
    }

    private static List<String> sleeping() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.matches(".*sleep 8639[1-3]"))
                .toList();
    }

    @Test
    @DisplayName("endless output neither fills the memory nor keeps the program from being killed")
    void endlessOutput_isForgotten() {
        ProbeResult result = Run.check(prober, sh("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxx; done"), HERE, SHORT);

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isLessThan(SHORT.plusSeconds(2));
    }

    @Test
    @DisplayName("more output than a pipe holds does not keep the program from ending")
    void muchOutput_endsAsItShould() {
        ProbeResult result = check(sh("head -c 300000 /dev/zero | tr '\\0' x; exit 7"));

        assertThat(result.reason()).isEqualTo(Reason.OTHER);
        assertThat(result.status()).isEqualTo(7);
        assertThat(result.detail()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void output_isEscaped() {
        assertThat(check(sh("printf '\\033[31mred\\007'; exit 1")).detail()).matches("[ -~]*");
    }

    @Test
    @DisplayName(
            "beyond the limit of programs a check says nothing of the endpoint, and the limit is free again afterwards")
    void limit_isInconclusive() {
        List<CompletableFuture<ProbeResult>> four = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            four.add(Run.start(prober, sh("exec sleep 60"), HERE, Run.LONG));
        }

        ProbeResult fifth = check(sh("exit 0"));
        four.forEach(check -> check.cancel(true));

        assertThat(fifth.reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(fifth.detail()).contains("limit of 4 programs");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> check(sh("exit 0")).reason() == Reason.EXPECTED);
    }
}
