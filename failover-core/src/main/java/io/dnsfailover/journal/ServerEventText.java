package io.dnsfailover.journal;

import io.dnsfailover.event.FailoverEvent.Header;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.event.ServerEvent.DriftEnded;
import io.dnsfailover.event.ServerEvent.DriftFound;
import io.dnsfailover.event.ServerEvent.ServersConverged;
import io.dnsfailover.event.ServerEvent.ServersDiverged;
import java.util.List;

/** What the events about name servers have beside their header. */
final class ServerEventText {
    private ServerEventText() {}

    static void driftFound(DriftFound event, LineWriter out) {
        out.put("publisher", event.publisher())
                .putIfAny("found", event.found() == null ? null : StateText.recordSet(event.found()))
                .put("found-generation", event.foundGeneration())
                .put("wanted", StateText.recordSet(event.wanted()))
                .put("generation", event.generation())
                .put("restored", event.restored() ? 1 : 0);
    }

    static DriftFound driftFound(LineReader in, Header header) {
        return new DriftFound(
                header,
                in.text("publisher"),
                in.textIfAny("found") == null ? null : in.read("found", StateText::recordSet),
                in.number("found-generation"),
                in.read("wanted", StateText::recordSet),
                in.number("generation"),
                in.number("restored") == 1);
    }

    static void driftEnded(DriftEnded event, LineWriter out) {
        out.put("publisher", event.publisher()).put("lasted", event.lasted().toString());
    }

    static DriftEnded driftEnded(LineReader in, Header header) {
        return new DriftEnded(header, in.text("publisher"), in.duration("lasted"));
    }

    static void diverged(ServersDiverged event, LineWriter out) {
        out.put("generation", event.generation())
                .putAll(
                        "serves",
                        event.servers().stream().map(ServerEventText::serving).toList());
    }

    static ServersDiverged diverged(LineReader in, Header header) {
        return new ServersDiverged(header, in.number("generation"), in.readAll("serves", ServerEventText::serving));
    }

    static void converged(ServersConverged event, LineWriter out) {
        out.put("generation", event.generation()).put("lasted", event.lasted().toString());
    }

    static ServersConverged converged(LineReader in, Header header) {
        return new ServersConverged(header, in.number("generation"), in.duration("lasted"));
    }

    /** The name of the publisher may hold anything and comes last; no data holds a space or a comma. */
    private static String serving(ServerEvent.Serving serving) {
        return (serving.wanted() ? 1 : 0) + " " + serving.generation() + " " + String.join(",", serving.rdata()) + " "
                + serving.publisher();
    }

    private static ServerEvent.Serving serving(String text) {
        String[] words = text.split(" ", 4);
        if (words.length < 4) {
            throw new IllegalArgumentException("what a server holds is WANTED GENERATION DATA PUBLISHER");
        }
        List<String> rdata = words[2].isEmpty() ? List.of() : List.of(words[2].split(",", -1));
        return new ServerEvent.Serving(words[3], words[0].equals("1"), Long.parseLong(words[1]), rdata);
    }
}
