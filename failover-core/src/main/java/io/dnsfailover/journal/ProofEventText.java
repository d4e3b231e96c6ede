package io.dnsfailover.journal;

import io.dnsfailover.event.FailoverEvent.Header;
import io.dnsfailover.event.ProofEvent.AnswerNotVisible;
import io.dnsfailover.event.ProofEvent.AnswerProven;
import io.dnsfailover.event.ProofEvent.ProviderAnswers;
import io.dnsfailover.event.ProofEvent.ProviderSilent;
import io.dnsfailover.event.ProofEvent.Seen;
import io.dnsfailover.event.ProofEvent.Stand;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the events about authoritative servers have beside their header. */
final class ProofEventText {
    private ProofEventText() {}

    static void proven(AnswerProven event, LineWriter out) {
        out.put("serves", StateText.recordSet(event.recordSet()))
                .put("generation", event.generation())
                .put("took", event.took().toString())
                .putIfAny("gone-by", event.goneBy());
        seen(event.servers(), out);
    }

    static AnswerProven proven(LineReader in, Header header) {
        return new AnswerProven(
                header,
                in.read("serves", StateText::recordSet),
                in.number("generation"),
                seen(in),
                in.duration("took"),
                in.instantIfAny("gone-by"));
    }

    static void notVisible(AnswerNotVisible event, LineWriter out) {
        out.put("wanted", StateText.recordSet(event.recordSet()))
                .put("generation", event.generation())
                .put("accepted", event.accepted().toString());
        seen(event.servers(), out);
    }

    static AnswerNotVisible notVisible(LineReader in, Header header) {
        return new AnswerNotVisible(
                header,
                in.read("wanted", StateText::recordSet),
                in.number("generation"),
                seen(in),
                in.duration("accepted"));
    }

    static void silent(ProviderSilent event, LineWriter out) {
        out.put("zone", event.zone().toString()).put("of", event.provider());
        seen(event.servers(), out);
        out.putAll(
                "available", event.available().stream().map(DnsName::toString).toList());
    }

    static ProviderSilent silent(LineReader in, Header header) {
        return new ProviderSilent(
                header, in.read("zone", DnsName::of), in.text("of"), seen(in), in.readAll("available", DnsName::of));
    }

    static void answers(ProviderAnswers event, LineWriter out) {
        out.put("zone", event.zone().toString())
                .put("of", event.provider())
                .put("lasted", event.lasted().toString())
                .put("left", event.left() ? 1 : 0);
    }

    static ProviderAnswers answers(LineReader in, Header header) {
        return new ProviderAnswers(
                header, in.read("zone", DnsName::of), in.text("of"), in.duration("lasted"), in.number("left") == 1);
    }

    /** Four fields for each server, one after another: the texts in them may hold anything. */
    private static void seen(List<Seen> servers, LineWriter out) {
        for (Seen seen : servers) {
            AuthoritativeServer server = seen.server();
            out.put("server", server.name() + " " + seen.stand() + " " + seen.took())
                    .put("address", server.address())
                    .put("provider", server.provider())
                    .put("shows", Printable.unescaped(seen.shows())); // the event escapes it again
        }
    }

    private static List<Seen> seen(LineReader in) {
        List<String> servers = in.texts("server");
        List<String> addresses = in.texts("address");
        List<String> providers = in.texts("provider");
        List<String> shows = in.texts("shows");
        if (addresses.size() != servers.size()
                || providers.size() != servers.size()
                || shows.size() != servers.size()) {
            throw new IllegalArgumentException("each server has an address, a provider and what it shows");
        }
        List<Seen> all = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            String[] words = servers.get(i).split(" ", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException("what a server was seen to answer is NAME STAND TOOK");
            }
            all.add(new Seen(
                    new AuthoritativeServer(providers.get(i), DnsName.of(words[0]), addresses.get(i)),
                    Stand.valueOf(words[1]),
                    Duration.parse(words[2]),
                    shows.get(i)));
        }
        return all;
    }
}
