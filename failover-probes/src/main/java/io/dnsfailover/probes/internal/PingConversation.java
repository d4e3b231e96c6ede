package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the system's {@code ping} once, for one echo request to one address. */
final class PingConversation implements Conversation {
    private final Check check;
    private final PingAsk ask;
    private final Way way;
    private Programs.@Nullable Running program;

    PingConversation(Check check, PingAsk ask, Way way) {
        this.check = check;
        this.ask = ask;
        this.way = way;
    }

    @Override
    public void start(InetAddress address) {
        List<Path> places = address instanceof Inet6Address ? ask.places6() : ask.places();
        Path ping = places.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (ping == null) {
            check.end(Reason.LOCAL_TROUBLE, "this machine has no ping in " + places);
            return;
        }
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
        program = way.facilities()
                .programs()
                .run(command(ping, address), Map.of("LC_ALL", "C"), check, (exit, output) -> {
                    check.status(exit);
                    Finding finding = PingOutput.judge(exit, output);
                    if (finding.reason() == Reason.EXPECTED) {
                        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
                    }
                    check.end(finding);
                });
    }

    private List<String> command(Path ping, InetAddress address) {
        List<String> command = new ArrayList<>(List.of(ping.toString(), "-c", "1"));
        if (!isBusybox(ping)) {
            command.add("-n"); // which busybox does not know, and does by itself
        }
        InetAddress source = way.source();
        if (source != null) {
            command.addAll(List.of(isLinux() ? "-I" : "-S", literal(source)));
        }
        command.add(literal(address));
        return command;
    }

    private static boolean isBusybox(Path ping) {
        try {
            return ping.toRealPath().getFileName().toString().startsWith("busybox");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }

    /** Without a scope: it would be text of the name service. */
    private static String literal(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    @Override
    public Finding late() {
        return Finding.of(Reason.RESPONSE_TIMEOUT, "no echo reply within " + check.patience());
    }

    @Override
    public long heldUpNanos() {
        return way.facilities().programs().heldUpNanos();
    }

    @Override
    public void free() {
        if (program != null) {
            program.kill();
        }
    }
}
