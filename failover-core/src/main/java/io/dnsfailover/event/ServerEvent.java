package io.dnsfailover.event;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something about the name servers of a record that is more than one write. */
public sealed interface ServerEvent extends FailoverEvent {
    /**
     * A name server holds something else than was published there. Said once, until {@link DriftEnded}.
     *
     * @param header what every event has
     * @param publisher the name of the publisher
     * @param found what it holds; null for nothing
     * @param foundGeneration the generation of the mark there; 0 when there is none
     * @param wanted what was published
     * @param generation the generation of that
     * @param restored whether it is written again; else it is left as it is
     */
    record DriftFound(
            Header header,
            String publisher,
            @Nullable RecordSet found,
            long foundGeneration,
            RecordSet wanted,
            long generation,
            boolean restored)
            implements ServerEvent {
        @Override
        public String describe() {
            String holds = found == null ? "nothing" : found.rdata() + " with a TTL of " + found.ttl();
            String unmarked = found == null ? "" : " without our mark";
            String mark = foundGeneration == 0 ? unmarked : " of generation " + foundGeneration;
            return "CONFLICT: " + publisher + " holds " + holds + mark + ", not " + wanted.rdata()
                    + " with a TTL of "
                    + wanted.ttl() + " of generation " + generation + "; "
                    + (restored ? "it is restored" : "it is left as it is");
        }
    }

    /**
     * A name server holds again what was published, or something newer.
     *
     * @param header what every event has
     * @param publisher the name of the publisher
     * @param lasted from the moment at which the drift was found
     */
    record DriftEnded(Header header, String publisher, Duration lasted) implements ServerEvent {
        @Override
        public String describe() {
            return publisher + " holds again what it should after " + DurationText.of(lasted);
        }
    }

    /**
     * A name server has not held what the record should hold for longer than the host allows. Said once, until
     * {@link ServersConverged}.
     *
     * @param header what every event has
     * @param generation the generation that is wanted
     * @param servers what each of the servers holds, as far as it is known
     */
    record ServersDiverged(Header header, long generation, List<Serving> servers) implements ServerEvent {
        /** Copies the list. */
        public ServersDiverged {
            servers = List.copyOf(servers);
        }

        @Override
        public String describe() {
            List<String> texts = new ArrayList<>();
            servers.forEach(server -> texts.add(server.toString()));
            return "the name servers do not agree on generation " + generation + ": " + String.join("; ", texts);
        }
    }

    /**
     * Every name server holds what the record should hold.
     *
     * @param header what every event has
     * @param generation the generation that all have
     * @param lasted since the first of them did not
     */
    record ServersConverged(Header header, long generation, Duration lasted) implements ServerEvent {
        @Override
        public String describe() {
            return "all name servers hold generation " + generation + " after " + DurationText.of(lasted);
        }
    }

    /**
     * What one name server holds.
     *
     * @param publisher the name of the publisher
     * @param wanted whether it holds what it should
     * @param generation the generation of the mark there; 0 for none, -1 when that is not known
     * @param rdata the data of the record set in order; empty for no record set, and when it is not known
     */
    record Serving(String publisher, boolean wanted, long generation, List<String> rdata) {
        /** Copies the list. */
        public Serving {
            rdata = List.copyOf(rdata);
        }

        /** Such as {@code ns2 lags with generation 4 [192.0.2.10]}. */
        @Override
        public String toString() {
            String holds = generation < 0 ? "something that is not known" : "generation " + generation + " " + rdata;
            return publisher + (wanted ? " has " : " lags with ") + holds;
        }
    }
}
