package io.dnsfailover.probes.trace;

import static org.assertj.core.api.Assertions.fail;

import io.dnsfailover.model.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A real way: six network namespaces in a row, the source, four routers, the destination, for IPv4 and IPv6. Router N answers as
 * {@code 10.77.N.2} and {@code fd77:0:0:N::2}. Routers 2, 3 and 4 each reject one address, and router 3 drops one. Needs root, iproute2 and a traceroute; where
 * that is missing, a test is skipped with a reason, or fails when the system property {@code failover.realServers} is
 * {@code required}. Whatever happens, the namespaces go with the virtual machine.
 */
final class FourRouters implements AutoCloseable {
    static final Endpoint IPV4 = Endpoint.of("203.0.113.1");
    static final Endpoint IPV6 = Endpoint.of("2001:db8:77::1");
    static final Endpoint DROPPED_IPV4 = Endpoint.of("203.0.113.68");
    static final Endpoint DROPPED_IPV6 = Endpoint.of("2001:db8:77::68");

    private static final int LAST = 5;
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final List<String> PROGRAM_DIRECTORIES = List.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/");

    private static final String SETUP = """
            set -e
            for i in 0 1 2 3 4 5; do
              $ip netns add $p$i
              $ip -n $p$i link set lo up
              $ip netns exec $p$i /bin/sh -c '
                echo 1 > /proc/sys/net/ipv4/ip_forward
                echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
                echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad
                echo 0 > /proc/sys/net/ipv4/icmp_ratelimit
                echo 0 > /proc/sys/net/ipv4/icmp_ratemask # or each answer takes away the allowance to reject
                echo 0 > /proc/sys/net/ipv6/icmp/ratelimit
                echo 1 0 > /proc/sys/net/ipv4/ping_group_range'
            done
            for i in 0 1 2 3 4; do
              j=$((i + 1))
              $ip -n $p$i link add right type veth peer name left netns $p$j
              $ip -n $p$i -b - <<END
            addr add 10.77.$j.1/30 dev right
            addr add fd77:0:0:$j::1/64 dev right nodad
            link set right up
            route add default via 10.77.$j.2
            route add default via fd77:0:0:$j::2
            END
              $ip -n $p$j -b - <<END
            addr add 10.77.$j.2/30 dev left
            addr add fd77:0:0:$j::2/64 dev left nodad
            link set left up
            END
              k=1
              while [ $k -lt $j ]; do
                $ip -n $p$j route add 10.77.$k.0/30 via 10.77.$j.1
                $ip -n $p$j -6 route add fd77:0:0:$k::/64 via fd77:0:0:$j::1
                k=$((k + 1))
              done
            done
            $ip -n ${p}5 addr add 203.0.113.1/32 dev lo
            $ip -n ${p}5 addr add 2001:db8:77::1/128 dev lo nodad
            for i in 2 3 4; do
              $ip -n $p$i route add prohibit 203.0.113.6$i/32
              $ip -n $p$i -6 route add prohibit 2001:db8:77::6$i/128
            done
            $ip -n ${p}3 route add blackhole 203.0.113.68/32
            $ip -n ${p}3 -6 route add blackhole 2001:db8:77::68/128
            """;

    private final String ip;
    private final String prefix = "failover-" + ProcessHandle.current().pid() + "-";
    private final Thread lastResort = new Thread(this::remove);

    private FourRouters(String ip) {
        this.ip = ip;
    }

    /** Builds it, and waits until both ways are open. */
    static FourRouters build() throws IOException, InterruptedException {
        require(ProcessHandle.current().info().user().filter("root"::equals).isPresent(), "root is needed");
        FourRouters routers = new FourRouters(program("ip"));
        Runtime.getRuntime().addShutdownHook(routers.lastResort);
        Process setup = new ProcessBuilder("/bin/sh", "-c", "ip=" + routers.ip + " p=" + routers.prefix + "\n" + SETUP)
                .redirectErrorStream(true)
                .start();
        setup.getOutputStream().close();
        String output = new String(setup.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (setup.waitFor() != 0) {
            routers.close();
            require(false, "network namespaces cannot be made here: " + output.strip());
        }
        for (Endpoint endpoint : List.of(IPV4, IPV6)) {
            Awaitility.await(endpoint + " is reached").atMost(SETTLED).until(() -> routers.leadTo(endpoint));
        }
        return routers;
    }

    /** IPv6 loses its first packets, while neighbours are still asked for. */
    private boolean leadTo(Endpoint endpoint) throws IOException, InterruptedException {
        String options = program("traceroute") + " -n -q 1 -w 0.2 -m " + LAST + " " + endpoint.id();
        Process trace = new ProcessBuilder((ip + " netns exec " + prefix + "0 " + options).split(" "))
                .redirectErrorStream(true)
                .start();
        String output = new String(trace.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return trace.waitFor() == 0 && output.lines().count() == LAST + 1 && !output.contains("*");
    }

    /** The path of a program that must be installed. */
    static String program(String name) {
        String path = PROGRAM_DIRECTORIES.stream()
                .map(directory -> directory + name)
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElse("");
        require(!path.isEmpty(), name + " is not installed");
        return path;
    }

    /** An endpoint that one router rejects. */
    static Endpoint rejectedBy(int router, boolean ipv6) {
        return Endpoint.of((ipv6 ? "2001:db8:77::6" : "203.0.113.6") + router);
    }

    /** The way as {@link Told} tells it, without answers: the addresses of the first routers. */
    static List<String> routers(int count, boolean ipv6) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(router -> ipv6 ? "fd77:0:0:" + router + "::2" : "10.77." + router + ".2")
                .toList();
    }

    /** A script that runs a program, with what is given to it, at the source. */
    Path atSource(Path directory, String... command) throws IOException {
        return FakeProgram.raw(
                directory, "exec " + ip + " netns exec " + prefix + "0 " + String.join(" ", command) + " \"$@\"");
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void remove() {
        try {
            for (String name : Stream.iterate(0, i -> i <= LAST, i -> i + 1)
                    .map(i -> prefix + i)
                    .toList()) {
                new ProcessBuilder(ip, "netns", "del", name)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        } catch (IOException e) {
            fail("the network namespaces " + prefix + "* are left", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void require(boolean there, String reason) {
        if (!there && "required".equals(System.getProperty("failover.realServers"))) {
            fail(reason + ", and failover.realServers is required");
        }
        Assumptions.assumeTrue(there, reason);
    }
}
