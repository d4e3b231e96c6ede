package io.dnsfailover.probes.internal;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.dnsfailover.model.Reason;

/**
 * What the output of {@code ping} says: of iputils, busybox, BSD and macOS. What is neither a reply nor the lack of one is trouble of
 * this machine.
 */
final class PingOutput {
    private static final Pattern REPLY = Pattern.compile("(?m)^\\d+ bytes from .*(time[=<][\\d.]+ ?ms)");
    private static final Pattern ERROR_OF_A_ROUTER = Pattern.compile(
            "(?mi)^(?:From|\\d+ bytes from) .*((?:Destination|Dest) [A-Za-z ]*(?:Unreachable|Prohibited)|Packet"
                    + " filtered|Time to live exceeded)");
    private static final Pattern NO_REPLY = Pattern.compile("1 (?:packets )?transmitted, 0 (?:packets )?received");

    private PingOutput() {}

    static Finding judge(int exit, String output) {
        Matcher reply = REPLY.matcher(output);
        if (exit == 0 && reply.find()) {
            return Finding.of(Reason.EXPECTED, "echo reply, " + reply.group(1));
        }
        Matcher error = ERROR_OF_A_ROUTER.matcher(output);
        if (error.find()) {
            return Finding.of(Reason.UNREACHABLE, "a router says: " + error.group(1));
        }
        if (exit != 0 && NO_REPLY.matcher(output).find()) {
            return Finding.of(Reason.RESPONSE_TIMEOUT, "no echo reply");
        }
        String first = output.strip().lines().findFirst().orElse("nothing");
        return Finding.of(Reason.LOCAL_TROUBLE, "ping ended with " + exit + " and said: " + first);
    }
}
