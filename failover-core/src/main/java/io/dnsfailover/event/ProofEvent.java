package io.dnsfailover.event;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the authoritative servers of a zone were seen to answer: those that resolvers ask, whoever writes them. */
public sealed interface ProofEvent extends FailoverEvent {
    /**
     * Every authoritative server that answers for the zone was seen to serve what was decided.
     *
     * @param header what every event has
     * @param recordSet what they serve
     * @param generation the generation of the decision behind it
     * @param servers each server; one that does not answer for its zone at all is left out of the proof and stands here as that
     * @param took from the decision until the last of them was first seen to serve it
     * @param goneBy when the last resolver has forgotten what was answered before, if it keeps to the TTL; null when nothing was
     *     answered before
     */
    record AnswerProven(
            Header header,
            RecordSet recordSet,
            long generation,
            List<Seen> servers,
            Duration took,
            @Nullable Instant goneBy)
            implements ProofEvent {
        /** Copies the list. */
        public AnswerProven {
            servers = List.copyOf(servers);
        }

        @Override
        public String describe() {
            long absent = servers.stream()
                    .filter(server -> server.stand() != Stand.SERVES)
                    .count();
            String who = absent == 0
                    ? "all " + servers.size() + " authoritative servers serve "
                    : "all authoritative servers that answer, " + (servers.size() - absent) + " of " + servers.size()
                            + ", serve ";
            return who + recordSet.rdata() + " (generation " + generation + ") after " + DurationText.of(took) + ": "
                    + joined(servers)
                    + (goneBy == null ? "" : "; the last cached answer before it is gone by " + goneBy);
        }
    }

    /**
     * Every publisher has accepted what was decided, and for longer than the host allows an authoritative server does not serve it.
     * Said once, until {@link AnswerProven}.
     *
     * @param header what every event has
     * @param recordSet what they should serve
     * @param generation the generation of the decision behind it
     * @param servers what each server answers
     * @param accepted how long ago the last publisher accepted it
     */
    record AnswerNotVisible(Header header, RecordSet recordSet, long generation, List<Seen> servers, Duration accepted)
            implements ProofEvent {
        /** Copies the list. */
        public AnswerNotVisible {
            servers = List.copyOf(servers);
        }

        @Override
        public String describe() {
            long lagging = servers.stream()
                    .filter(server -> server.stand() == Stand.LAGS)
                    .count();
            return lagging + " of " + servers.size() + " authoritative servers do not serve " + recordSet.rdata()
                    + " (generation " + generation + "), which was accepted " + DurationText.of(accepted) + " ago: "
                    + joined(servers);
        }
    }

    /**
     * No server of a provider answers for a zone, while others answer. Said once, until {@link ProviderAnswers}.
     *
     * @param header of an event of the host
     * @param zone the zone
     * @param provider the provider
     * @param servers its servers, with what they showed last and for how long they have not answered
     * @param available the names of the zone's other servers that answer: those that the delegation could be cut to
     */
    record ProviderSilent(Header header, DnsName zone, String provider, List<Seen> servers, List<DnsName> available)
            implements ProofEvent {
        /** Copies the lists. */
        public ProviderSilent {
            servers = List.copyOf(servers);
            available = List.copyOf(available);
        }

        @Override
        public String describe() {
            String advice = available.isEmpty()
                    ? "no name server of the zone answers"
                    : "still answering: "
                            + available.stream().map(DnsName::toString).collect(Collectors.joining(", "));
            return "no name server of " + provider + " answers for zone " + zone + ": " + joined(servers) + "; "
                    + advice;
        }
    }

    /**
     * A provider that did not answer for a zone does again, or is not asked any more.
     *
     * @param header of an event of the host
     * @param zone the zone
     * @param provider the provider
     * @param lasted from the moment at which it was told that it does not answer
     * @param left whether it left the delegation, or the zone its last record; else one of its servers answers
     */
    record ProviderAnswers(Header header, DnsName zone, String provider, Duration lasted, boolean left)
            implements ProofEvent {
        @Override
        public String describe() {
            String what = left ? " is not asked any more for zone " : " answers again for zone ";
            return provider + what + zone + " after " + DurationText.of(lasted);
        }
    }

    /** How an authoritative server stands to what it should answer. */
    enum Stand {
        /** It was seen to serve it. */
        SERVES,
        /** It answers something else. */
        LAGS,
        /** It does not answer for the zone, or has not answered yet. */
        DOES_NOT_ANSWER
    }

    /**
     * What one authoritative server was seen to answer.
     *
     * @param server the server
     * @param stand how that compares with what it should
     * @param took from the decision to the first look that showed it, or to the newest that did not; of a provider that does not
     *     answer, how long it has not
     * @param shows what it answers instead; escaped and cut here, empty for one that serves it
     */
    record Seen(AuthoritativeServer server, Stand stand, Duration took, String shows) {
        /** Escapes and cuts the text. */
        public Seen {
            shows = Printable.of(shows);
        }

        /** Such as {@code ns2.example.net. (192.0.2.53 port 53) lags after 30s: [192.0.2.10] with a TTL of 60}. */
        @Override
        public String toString() {
            String how = stand == Stand.SERVES
                    ? " "
                    : " " + stand.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " after ";
            return server + how + DurationText.of(took) + (shows.isEmpty() ? "" : ": " + shows);
        }
    }

    private static String joined(List<Seen> servers) {
        return servers.stream().map(Seen::toString).collect(Collectors.joining(", "));
    }
}
