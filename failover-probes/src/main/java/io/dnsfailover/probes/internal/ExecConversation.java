package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a program of the user's and goes by its exit code. */
final class ExecConversation implements Conversation {
    /** Above it the code says which signal ended the program. */
    private static final int SIGNALS = 128;

    private final Check check;
    private final ExecAsk ask;
    private final Way way;
    private Programs.@Nullable Running program;

    ExecConversation(Check check, ExecAsk ask, Way way) {
        this.check = check;
        this.ask = ask;
        this.way = way;
    }

    @Override
    public void start(InetAddress address) {
        String literal = address.getHostAddress().replaceFirst("%.*", "");
        List<String> command = ask.command().stream()
                .map(argument -> switch (argument) {
                    case "{address}" -> literal;
                    case "{port}" -> String.valueOf(way.port());
                    case "{name}" -> way.host();
                    default -> argument;
                })
                .toList();
        program = way.facilities().programs().run(command, ask.environment(), check, (exit, output) -> {
            check.status(exit);
            check.end(judge(exit, output));
        });
    }

    private Finding judge(int exit, String output) {
        String first = output.strip().lines().findFirst().orElse("");
        String said = first.isEmpty() ? "" : ": " + first;
        if (exit == 0) {
            return Finding.of(Reason.EXPECTED, "the program passes" + said);
        }
        if (ask.inconclusive().contains(exit)) {
            return Finding.of(Reason.LOCAL_TROUBLE, "the program cannot tell, exit code " + exit + said);
        }
        if (exit > SIGNALS) {
            return Finding.of(Reason.PROBE_BROKEN, "signal " + (exit - SIGNALS) + " ended the program" + said);
        }
        return Finding.of(Reason.OTHER, "the program fails, exit code " + exit + said);
    }

    @Override
    public Finding late() {
        return Finding.of(Reason.RESPONSE_TIMEOUT, "the program did not end within " + check.patience());
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
