package io.dnsfailover.benchmarks.probes;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.probes.NetworkProberBuilder;
import io.dnsfailover.probes.RedirectPolicy;
import io.dnsfailover.probes.TcpProbe;
import io.dnsfailover.probes.TlsAuthority;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a check costs with everything around it: the real engine, records of two endpoints each, a {@link NetworkProber},
 * and a {@link Backend} in another process of the same machine. Prints processor time for each check by what the threads are
 * for, how late the schedule was, memory, threads, and the time of the start; then the same processor time of gdnsd and
 * HAProxy with the same backend and rate, if asked to and where they are installed.
 *
 * <p>Arguments, each with its default: {@code kind=http} (or tcp, https, https-rsa, client), {@code endpoints=10000}, {@code rate=5000},
 * {@code seconds=20}, {@code cold=no}, {@code hostile=0} (percent), {@code standstill=0} (seconds), {@code others=no} (or yes, beside).
 */
public final class ProbeLoad {
    private static final int WARM_UP_SECONDS = 15;
    private static final double MIB_IN_KIB = 1024;

    private final LoadSettings settings;
    private final BackendProcess backend;

    private ProbeLoad(LoadSettings settings, BackendProcess backend) {
        this.settings = settings;
        this.backend = backend;
    }

    /**
     * Measures and prints.
     *
     * @param args {@code name=value}
     */
    public static void main(String[] args) throws Exception {
        LoadSettings settings = LoadSettings.of(args);
        Path directory = BackendProcess.directory();
        BackendKeys keys = settings.isSecure()
                ? BackendKeys.make(directory, settings.kind().endsWith("rsa"))
                : null;
        try (BackendProcess backend = BackendProcess.start(keys)) {
            System.out.println(settings + ", interval " + settings.interval());
            OtherCheckers others = new OtherCheckers(settings, backend, directory);
            new ProbeLoad(settings, backend).measure(prober(keys), others);
            if (settings.others().equals("yes")) {
                others.gdnsd();
                others.haproxy();
            }
        }
    }

    private static NetworkProber prober(@Nullable BackendKeys keys) throws IOException {
        NetworkProberBuilder builder = NetworkProber.builder();
        if (keys != null) {
            builder.authority("own", TlsAuthority.pem(keys.authority()));
        }
        return builder.build();
    }

    private void measure(NetworkProber prober, OtherCheckers others) throws Exception {
        long before = System.nanoTime();
        Lateness lateness = new Lateness();
        FailoverBuilder builder =
                Failover.builder().location(Location.of("here"), prober).scheduler(lateness);
        ProbeSpec probe = probe();
        builder.policies(policies(probe, settings.warmUpInterval()));
        long built = System.nanoTime();
        try (lateness;
                Failover failover = builder.start()) {
            DnsName last = DnsName.of("r" + (settings.endpoints() - 2) + ".example.com.");
            while (failover.keys().size() < settings.endpoints() / 2 || failover.current(last, RecordType.A) == null) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            System.out.printf(
                    "policies built in %.2f s, started until the last record answers in %.2f s%n",
                    (built - before) / 1e9, (System.nanoTime() - built) / 1e9);
            if (settings.cold()) {
                Windows.measure(settings, failover);
                return;
            }
            failover.firstRound().toCompletableFuture().join();
            System.out.printf("every endpoint checked once after %.2f s%n", (System.nanoTime() - built) / 1e9);
            if (settings.warmUpInterval().compareTo(settings.interval()) > 0) {
                TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
                failover.replacePolicies(policies(probe, settings.interval()))
                        .toCompletableFuture()
                        .join();
            }
            Process beside = settings.others().equals("beside") ? others.startGdnsd() : null;
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            lateness.note();
            underLoad(failover, beside);
            System.out.println("schedule: timers late by " + lateness.summary());
            memory();
            System.out.println(failover.counters());
            if (settings.standstillSeconds() > 0) {
                Standstill.measure(settings, backend);
                System.out.println(failover.counters());
            }
        }
    }

    private ProbeSpec probe() {
        return switch (settings.kind()) {
            case "http" -> HttpProbe.http().port(backend.port);
            case "client" -> HttpProbe.http().port(backend.port).followRedirects(RedirectPolicy.sameHost(1));
            case "https", "https-rsa" ->
                HttpProbe.https().port(backend.tlsPort).host(BackendKeys.NAME).authority("own");
            case "tcp" -> TcpProbe.port(backend.port);
            default -> throw new IllegalArgumentException("kind=" + settings.kind());
        };
    }

    private List<FailoverPolicy> policies(ProbeSpec probe, Duration interval) {
        List<FailoverPolicy> policies = new ArrayList<>();
        for (int i = 0; i < settings.endpoints(); i += 2) {
            policies.add(policy(i, probe, interval));
        }
        return policies;
    }

    private FailoverPolicy policy(int first, ProbeSpec probe, Duration interval) {
        return FailoverPolicy.named("r" + first)
                .record("example.com.", "r" + first + ".example.com.", RecordType.A)
                .primary(endpoint(first))
                .backup(endpoint(first + 1))
                .probe(probe)
                .every(interval)
                .timeout(settings.timeout())
                .build();
    }

    private Endpoint endpoint(int number) {
        Endpoint plain = Endpoint.of(LoadSettings.address(number));
        return settings.isHostile(number) ? plain.onPort(backend.hostilePort) : plain;
    }

    private void underLoad(Failover failover, @Nullable Process beside) throws Exception {
        long pid = ProcessHandle.current().pid();
        Map<String, Double> cpuBefore = ProcessFigures.cpuMicros(pid);
        double besideBefore = beside == null ? 0 : ProcessFigures.total(ProcessFigures.cpuMicros(beside.pid()));
        double backendBefore = ProcessFigures.total(ProcessFigures.cpuMicros(backend.pid()));
        long checksBefore = failover.counters().checks();
        long since = System.nanoTime();
        TimeUnit.SECONDS.sleep(settings.seconds());
        Map<String, Double> cpu = ProcessFigures.cpuMicros(pid);
        double backendCpu = ProcessFigures.total(ProcessFigures.cpuMicros(backend.pid())) - backendBefore;
        long checks = failover.counters().checks() - checksBefore;
        double seconds = (System.nanoTime() - since) / 1e9;
        if (beside != null) {
            double besideCpu = ProcessFigures.total(ProcessFigures.cpuMicros(beside.pid())) - besideBefore;
            beside.destroy();
            // At the rate that is set: the backend cannot tell whose connections it counts.
            System.out.printf(
                    "gdnsd in the same seconds: %.1f us of CPU a check%n", besideCpu / seconds / settings.rate());
        }
        Map<String, String> shares = new TreeMap<>();
        cpu.forEach((role, micros) ->
                shares.put(role, String.format("%.1f", (micros - cpuBefore.getOrDefault(role, 0.0)) / checks)));
        System.out.printf(
                "%.0f checks/s; %.1f us of CPU a check %s; the backend %.1f%n",
                checks / seconds,
                (ProcessFigures.total(cpu) - ProcessFigures.total(cpuBefore)) / checks,
                shares,
                backendCpu / checks);
    }

    private static void memory() throws Exception {
        long pid = ProcessHandle.current().pid();
        long resident = ProcessFigures.status(pid, "VmRSS");
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "resident %.0f MiB, at most %.0f; heap after GC %.0f MiB of %.0f; %d threads%n",
                resident / MIB_IN_KIB,
                ProcessFigures.status(pid, "VmHWM") / MIB_IN_KIB,
                heap / MIB_IN_KIB / MIB_IN_KIB,
                Runtime.getRuntime().maxMemory() / MIB_IN_KIB / MIB_IN_KIB,
                ProcessFigures.status(pid, "Threads"));
    }
}
