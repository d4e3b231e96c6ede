package io.dnsfailover.probes.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A family of programs: how it is told from the others, what it can, and how it is asked. */
enum Flavour {
    /** The one of most Linux distributions, by Dmitry Butskoy; sends six packets at a time. */
    LINUX("Modern traceroute for Linux") {
        @Override
        boolean can(TraceMode mode, Ask ask) {
            return mode != TraceMode.TCP || ask.port() > 0;
        }

        @Override
        List<String> options(TraceMode mode, Ask ask) {
            return concat(
                    numeric(ask),
                    List.of("-q", "3", "-N", "6", "-w", "1"),
                    switch (mode) {
                        case TCP -> List.of("-T", "-p", String.valueOf(ask.port()));
                        case ICMP -> List.of("-I");
                        case UDP -> List.of();
                    });
        }
    },
    INETUTILS("GNU inetutils") {
        @Override
        boolean can(TraceMode mode, Ask ask) {
            return mode != TraceMode.TCP && !ask.isIpv6();
        }

        @Override
        List<String> options(TraceMode mode, Ask ask) {
            return concat(
                    ask.names() ? List.of("--resolve-hostnames") : List.of(),
                    List.of("-q", "2", "-w", "1", "-M", mode == TraceMode.ICMP ? "icmp" : "udp"));
        }
    },
    BUSYBOX("BusyBox") {
        @Override
        boolean can(TraceMode mode, Ask ask) {
            return mode == TraceMode.UDP || (mode == TraceMode.ICMP && !ask.isIpv6());
        }

        @Override
        List<String> options(TraceMode mode, Ask ask) {
            return concat(
                    ask.isIpv6() ? List.of("-6") : List.of(),
                    numeric(ask),
                    List.of("-q", "2", "-w", "1"),
                    mode == TraceMode.ICMP ? List.of("-I") : List.of());
        }
    },
    /** Of iputils; its waiting times are fixed. */
    TRACEPATH("tracepath") {
        @Override
        boolean can(TraceMode mode, Ask ask) {
            return mode == TraceMode.UDP;
        }

        @Override
        List<String> options(TraceMode mode, Ask ask) {
            return List.of(ask.names() ? "-b" : "-n");
        }
    },
    /**
     * What the BSDs and macOS have, and what everything else is taken for. IPv6 is a program of its own there, {@code traceroute6}. Some
     * refuse to wait for less than two seconds.
     */
    BSD("") {
        @Override
        boolean can(TraceMode mode, Ask ask) {
            return mode != TraceMode.TCP || (ask.port() > 0 && !ask.isIpv6());
        }

        @Override
        List<String> options(TraceMode mode, Ask ask) {
            return concat(
                    numeric(ask),
                    List.of("-q", "2", "-w", "2"),
                    switch (mode) {
                        case TCP -> List.of("-P", "tcp", "-e", "-p", String.valueOf(ask.port()));
                        case ICMP -> List.of("-I");
                        case UDP -> List.of();
                    });
        }
    };

    private final String sign;

    Flavour(String sign) {
        this.sign = sign;
    }

    /** What a program is, by what it prints when it is asked for {@code --version}; some print their usage then. */
    static Flavour of(String version) {
        return Stream.of(values())
                .filter(each -> version.contains(each.sign))
                .findFirst()
                .orElse(BSD);
    }

    /** Tells whether it can send such packets to such an address. Whether it may is another matter. */
    abstract boolean can(TraceMode mode, Ask ask);

    abstract List<String> options(TraceMode mode, Ask ask);

    /** Everything behind the program's path. */
    final List<String> arguments(TraceMode mode, Ask ask) {
        return concat(options(mode, ask), List.of("-m", String.valueOf(ask.maxHops()), ask.literal()));
    }

    private static List<String> numeric(Ask ask) {
        return ask.names() ? List.of() : List.of("-n");
    }

    @SafeVarargs
    private static List<String> concat(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
