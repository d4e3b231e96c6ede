package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Target;
import java.util.List;
import java.util.stream.Collectors;

/** A way in a line: {@code router.example=192.0.2.1x3 !X *1} is a hop with three answers of one router and a lost packet. */
final class Told {
    private Told() {}

    static String way(List<Hop> hops) {
        return hops.stream().map(Told::hop).collect(Collectors.joining(", "));
    }

    private static String hop(Hop hop) {
        String answered = hop.responders().stream().map(Told::responder).collect(Collectors.joining(" + "));
        String lost = hop.lost() == 0 ? "" : "*" + hop.lost();
        return (answered + " " + lost).strip();
    }

    private static String responder(Hop.Responder responder) {
        String name = responder.name() == null ? "" : responder.name() + "=";
        String said = responder.annotations().stream()
                .map(annotation -> " " + annotation.replace(',', ';'))
                .collect(Collectors.joining());
        return name + new Target.Address(responder.address()) + "x"
                + responder.rtts().size() + said;
    }
}
