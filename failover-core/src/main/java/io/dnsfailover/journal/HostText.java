package io.dnsfailover.journal;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.Location;
import io.dnsfailover.quorum.Doubt;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a run has beside its policies, as fields of a line. */
final class HostText {
    private HostText() {}

    static void write(LineWriter out, Host host) {
        host.locations().forEach(place -> out.put("location", location(place)));
        out.putAll("fed", List.copyOf(host.fed()));
        out.put("brake", brake(host.brake()));
        out.put("doubt", host.doubt().share() + " " + host.doubt().minimum());
        host.controls().forEach(control -> out.put("control", control(control)));
    }

    static Host read(LineReader in) {
        return new Host(
                in.readAll("location", HostText::location),
                Set.copyOf(in.texts("fed")),
                in.read("brake", HostText::brake),
                in.read("doubt", HostText::doubt),
                in.readAll("control", HostText::control));
    }

    static String location(Location location) {
        return location.id() + " " + location.failureDomain();
    }

    static Location location(String text) {
        String[] words = PolicyText.words(text, 2);
        return new Location(words[0], words[1]);
    }

    static String brake(Brake brake) {
        return brake.share() + " " + brake.minimum() + " " + brake.window();
    }

    static Brake brake(String text) {
        String[] words = PolicyText.words(text, 3);
        return new Brake(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Duration.parse(words[2]));
    }

    private static Doubt doubt(String text) {
        String[] words = PolicyText.words(text, 2);
        return new Doubt(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    private static String control(Host.Control control) {
        LineWriter out = new LineWriter("control").put("endpoint", PolicyText.endpoint(control.endpoint()));
        return ProbeText.write(out, control.probe()).line();
    }

    private static Host.Control control(String line) {
        LineReader fields = new LineReader(line);
        return new Host.Control(fields.read("endpoint", PolicyText::endpoint), ProbeText.read(fields));
    }
}
