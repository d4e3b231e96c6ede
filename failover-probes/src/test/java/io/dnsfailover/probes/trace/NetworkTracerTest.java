package io.dnsfailover.probes.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.TraceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tracer with scripts in place of the program. */
class NetworkTracerTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Endpoint ENDPOINT = Endpoint.of("203.0.113.1");
    private static final String ONE_HOP = "echo ' 1  192.0.2.1  0.5 ms'\n";

    private final List<NetworkTracer> tracers = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        tracers.forEach(NetworkTracer::close);
    }

    @Test
    @DisplayName("a program gets fixed arguments, the address in digits, and an environment without PATH and secrets")
    void command_isFixed() throws Exception {
        Path seen = directory.resolve("seen");
        NetworkTracer tracer = tracer("echo \"$*\" > " + seen + "; /usr/bin/env >> " + seen + "; " + ONE_HOP);

        Trace trace = trace(tracer, Endpoint.of("2001:db8::1"), 443, LONG);

        assertThat(Told.way(trace.hops())).isEqualTo("192.0.2.1x1");
        assertThat(trace.detail()).startsWith("TCP to port 443 with " + directory);
        List<String> lines = Files.readAllLines(seen);
        assertThat(lines.get(0)).isEqualTo("-n -q 3 -N 6 -w 1 -T -p 443 -m 30 2001:db8:0:0:0:0:0:1");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches("(LC_ALL=C|PWD=/|OLDPWD=.*|SHLVL=.*|_=.*)"));
    }

    @ParameterizedTest
    @DisplayName("what is not an address or a name never becomes an endpoint, so it can reach no command line")
    @ValueSource(strings = {"-f/etc/passwd", ";reboot", "$(reboot).example", "192.0.2.1;x", "--help", "a b.example."})
    void target_thatIsAnOption_isNoEndpoint(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(target));
    }

    @Test
    @DisplayName("a name is resolved by the tracer, and the program gets its first address in place of the name")
    void name_isResolved() throws Exception {
        NetworkTracer tracer = keep(NetworkTracer.builder()
                .program(script("for target; do :; done\necho \" 1  $target  1 ms\""))
                .lookup(name -> List.of(address("203.0.113.7"), address("203.0.113.8")))
                .build());

        Trace trace = trace(tracer, Endpoint.of("www.example.com."), 0, LONG);

        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.REACHED);
        assertThat(trace.destination()).isEqualTo(address("203.0.113.7"));
    }

    @Test
    @DisplayName("a name that does not resolve, a lookup that breaks and one that hangs are no traces, in time")
    void name_withoutAddress_isNotPossible() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        NetworkTracer tracer = keep(NetworkTracer.builder()
                .program(script(ONE_HOP))
                .lookup(name -> {
                    if (name.toString().startsWith("hangs")) {
                        Awaitility.await().forever().until(() -> never.await(1, TimeUnit.MINUTES));
                    } else if (name.toString().startsWith("breaks")) {
                        throw new IllegalStateException("bug");
                    }
                    throw new UnknownHostException("no such host");
                })
                .build());

        assertThat(trace(tracer, Endpoint.of("gone.example."), 0, LONG))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns("name gone.example. could not be resolved: no such host", Trace::detail);
        assertThat(trace(tracer, Endpoint.of("breaks.example."), 0, LONG).detail())
                .contains("breaks.example. broke")
                .contains("bug");
        assertThat(trace(tracer, Endpoint.of("hangs.example."), 0, SHORT))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns("the deadline passed: the name was not resolved", Trace::detail);
        assertThat(trace(tracer, ENDPOINT, 0, LONG).hops()).hasSize(1);
        never.countDown();
    }

    @Test
    @DisplayName("where a mode is not allowed, the next one is tried; the trace says which one it was, and why")
    void refusedMode_fallsBack() throws Exception {
        NetworkTracer tracer = tracer("""
                case "$*" in
                *-T*) echo 'You do not have enough privileges to use this traceroute method.'; exit 1;;
                *-I*) echo 'socket: Operation not permitted' >&2; exit 1;;
                esac
                """ + ONE_HOP);

        Trace trace = trace(tracer, ENDPOINT, 80, LONG);

        assertThat(trace.hops()).hasSize(1);
        assertThat(trace.detail())
                .matches("UDP with \\S+; not TCP to port 80 with \\S+ \\(You do not have enough privileges to use this"
                        + " traceroute method\\.\\); not ICMP with \\S+ \\(socket: Operation not permitted\\); the program"
                        + " ended early");
    }

    @Test
    void order_ofModes_isObeyed() throws Exception {
        NetworkTracer tracer = keep(NetworkTracer.builder()
                .program(script(ONE_HOP))
                .modes(List.of(TraceMode.UDP, TraceMode.TCP))
                .build());

        assertThat(trace(tracer, ENDPOINT, 80, LONG).detail()).startsWith("UDP with ");
    }

    @Test
    void noMode_andNoProgram_areNotPossible() throws Exception {
        NetworkTracer refused = tracer("echo 'socket: Operation not permitted'; exit 1");
        NetworkTracer missing = keep(
                NetworkTracer.builder().program(directory.resolve("missing")).build());
        NetworkTracer noPort = keep(NetworkTracer.builder()
                .program(script(ONE_HOP))
                .modes(List.of(TraceMode.TCP))
                .build());

        assertThat(trace(refused, ENDPOINT, 0, LONG))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns(List.of(), Trace::hops)
                .satisfies(trace -> assertThat(trace.detail())
                        .contains("not ICMP", "not UDP")
                        .contains("Operation not permitted"));
        assertThat(trace(missing, ENDPOINT, 0, LONG))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns("there is no program " + directory.resolve("missing") + " to run", Trace::detail);
        assertThat(trace(noPort, ENDPOINT, 0, LONG).detail()).startsWith("no mode of [TCP] can be run by");
    }

    @ParameterizedTest
    @DisplayName("whatever a program prints, the trace ends, without a hop that is not there")
    @ValueSource(
            strings = {
                "exec /usr/bin/yes",
                "exec /usr/bin/head -c 1000000000 /dev/zero",
                "exec /usr/bin/head -c 60000 /dev/urandom",
                "printf '\\033[2J\\033[31m<script>alert(1)</script>\\n'",
                "kill -9 $$",
                "exit 3",
                "exec /missing/program"
            })
    void badOutput_isNotPossible(String program) throws Exception {
        Trace trace = trace(tracer(program), ENDPOINT, 80, LONG);

        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.NOT_POSSIBLE);
        assertThat(trace.hops()).isEmpty();
        assertThat(trace.detail()).matches("[ -~]+").doesNotContain("\u001b");
        assertThat(trace.took()).isLessThan(LONG);
    }

    @Test
    @DisplayName("hops before 64 KiB of garbage are kept; so are those before an early end")
    void goodThenBad_isIncomplete() throws Exception {
        assertThat(trace(tracer(ONE_HOP + "exec /usr/bin/yes"), ENDPOINT, 0, LONG))
                .returns("192.0.2.1x1", trace -> Told.way(trace.hops()))
                .returns(Trace.Ending.INCOMPLETE, Trace::ending)
                .satisfies(trace -> assertThat(trace.detail()).endsWith("; stopped after 64 KiB of output"));
        assertThat(trace(tracer(ONE_HOP + "kill -9 $$"), ENDPOINT, 0, LONG))
                .returns(Trace.Ending.INCOMPLETE, Trace::ending)
                .satisfies(trace -> assertThat(trace.detail()).endsWith("; the program ended early"));
    }

    @Test
    @DisplayName("five silent hops in a row end a trace, long before the program would")
    void silence_endsTheProgram() throws Exception {
        NetworkTracer tracer =
                tracer(ONE_HOP + "for i in 2 3 4 5 6; do echo \" $i  * * *\"; done; exec /bin/sleep 600");

        Trace trace = trace(tracer, ENDPOINT, 0, LONG);

        assertThat(trace.ending()).isEqualTo(Trace.Ending.SILENT);
        assertThat(Told.way(trace.hops())).isEqualTo("192.0.2.1x1, *3, *3, *3, *3, *3");
    }

    @Test
    @DisplayName("at the deadline what is known is told, and the program is gone with everything that it started")
    void deadline_killsTheTree() throws Exception {
        Path pids = directory.resolve("pids");
        NetworkTracer tracer = tracer(ONE_HOP + "trap '' TERM INT HUP\n/bin/sh -c '/bin/sleep 600 & echo $! >> " + pids
                + "; wait' &\necho $! >> " + pids + "\necho $$ >> " + pids + "\nwait; /bin/sleep 600");

        Trace trace = trace(tracer, ENDPOINT, 0, Duration.ofMillis(600));

        assertThat(trace.ending()).isEqualTo(Trace.Ending.INCOMPLETE);
        assertThat(trace.detail()).endsWith("; the deadline passed");
        assertThat(Told.way(trace.hops())).isEqualTo("192.0.2.1x1");
        allAreGone(pids, 3);
    }

    @Test
    void cancelAndClose_killTheProgram() throws Exception {
        Path pids = directory.resolve("pids");
        NetworkTracer tracer = tracer("echo $$ >> " + pids + "\n" + ONE_HOP + "exec /bin/sleep 600");
        CompletableFuture<Trace> cancelled = start(tracer, ENDPOINT, 0, LONG);
        CompletableFuture<Trace> closed = start(tracer, ENDPOINT, 0, LONG);
        Awaitility.await()
                .until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 2);

        cancelled.cancel(true);
        Awaitility.await()
                .until(() -> Files.readAllLines(pids).stream()
                                .filter(NetworkTracerTest::isAlive)
                                .count()
                        == 1);
        tracer.close();

        assertThat(closed.get(10, TimeUnit.SECONDS).ending()).isEqualTo(Trace.Ending.INCOMPLETE);
        allAreGone(pids, 2);
        assertThat(tracer.tracesUnderWay()).isZero();
        assertThat(trace(tracer, ENDPOINT, 0, LONG))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns("the tracer is closed", Trace::detail);
    }

    @Test
    @DisplayName("two run at once, sixteen wait, no more; one whose turn does not come in time is no trace")
    void traces_areFew() throws Exception {
        Path started = directory.resolve("started");
        NetworkTracer tracer = tracer("echo $$ >> " + started + "\n" + ONE_HOP + "exec /bin/sleep 600");
        List<CompletableFuture<Trace>> traces = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            traces.add(start(tracer, ENDPOINT, 0, SHORT));
        }

        assertThat(traces.get(18).getNow(null))
                .isNotNull()
                .satisfies(trace -> assertThat(trace.detail()).isEqualTo("more than 16 traces wait"));
        assertThat(traces.get(17).get(10, TimeUnit.SECONDS))
                .returns(Trace.Ending.NOT_POSSIBLE, Trace::ending)
                .returns("the deadline passed: no program had run", Trace::detail);
        for (CompletableFuture<Trace> trace : traces) {
            trace.get(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readAllLines(started)).hasSizeLessThanOrEqualTo(2);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("failover-probe-trace")))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("a program that does not even say what it is holds nobody up beyond the deadline")
    void version_thatNeverComes() throws Exception {
        NetworkTracer tracer = keep(NetworkTracer.builder()
                .program(FakeProgram.raw(directory, "exec /bin/sleep 600"))
                .build());

        assertThat(trace(tracer, ENDPOINT, 0, SHORT)).returns(List.of(), Trace::hops);
    }

    @Test
    void builder_refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkTracer.builder().program(Path.of("traceroute")))
                .withMessage("the program must be an absolute path, is traceroute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkTracer.builder().modes(List.of(TraceMode.UDP, TraceMode.UDP)))
                .withMessageContaining("none twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkTracer.builder().modes(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkTracer.builder().maxUnderWay(9))
                .withMessage("the limit of traces must be 1 to 8, is 9");
        assertThatIllegalStateException()
                .isThrownBy(() -> NetworkTracer.builder().withNames().withNames())
                .withMessage("the wish for names is set already");
    }

    private NetworkTracer tracer(String script) throws IOException {
        return keep(NetworkTracer.builder().program(script(script)).build());
    }

    private Path script(String script) throws IOException {
        return FakeProgram.script(directory, script);
    }

    private NetworkTracer keep(NetworkTracer tracer) {
        tracers.add(tracer);
        return tracer;
    }

    private static CompletableFuture<Trace> start(NetworkTracer tracer, Endpoint endpoint, int port, Duration timeout) {
        return tracer.trace(new TraceRequest(endpoint, port, 30, timeout)).toCompletableFuture();
    }

    private static Trace trace(NetworkTracer tracer, Endpoint endpoint, int port, Duration timeout) throws Exception {
        return start(tracer, endpoint, port, timeout).get(LONG.plusSeconds(5).toSeconds(), TimeUnit.SECONDS);
    }

    private static void allAreGone(Path pids, int count) throws IOException {
        assertThat(Files.readAllLines(pids)).hasSize(count);
        Awaitility.await()
                .untilAsserted(() -> assertThat(Files.readAllLines(pids)).noneMatch(NetworkTracerTest::isAlive));
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip()))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    private static InetAddress address(String literal) {
        return ((Target.Address) Target.parse(literal)).address();
    }
}
