package io.dnsfailover.journal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A decision with its evidence, as fields of a line. */
final class DecisionText {
    private DecisionText() {}

    static void write(Decision decision, LineWriter out) {
        Evidence evidence = decision.evidence();
        out.put("generation", decision.generation())
                .put("cause", decision.cause())
                .put("from", StateText.holding(decision.from()))
                .put("to", StateText.holding(decision.to()))
                .put("decided", decision.at())
                .put("confirmed", evidence.confirmed());
        moment(out, "began", evidence.troubleBegan());
        moment(out, "asked", evidence.verificationAsked());
        evidence.ballots()
                .forEach((endpoint, ballot) -> out.put(
                        "ballot",
                        ballot(new LineWriter("ballot").put("endpoint", endpoint), ballot)
                                .line()));
        if (evidence.verification() != null) {
            out.put(
                    "verification",
                    ballot(new LineWriter("ballot"), evidence.verification()).line());
        }
        evidence.doubted().forEach(location -> out.put("doubted", HostText.location(location)));
        evidence.overrides().forEach((endpoint, order) -> out.put("override", endpoint + " " + StateText.order(order)));
        evidence.rejected()
                .forEach(rejection -> out.put(
                        "rejected",
                        new LineWriter("rejected")
                                .put("endpoint", rejection.endpointId())
                                .put("why", rejection.why())
                                .line()));
        evidence.sightings().forEach((endpoint, views) -> {
            out.put("seen", endpoint);
            views.forEach(view -> out.put("view", view(endpoint, view)));
        });
    }

    static Decision read(LineReader in) {
        SortedMap<String, Ballot> ballots = new TreeMap<>();
        in.readAll("ballot", LineReader::new).forEach(line -> ballots.put(line.text("endpoint"), ballot(line)));
        Map<String, StandingOrder> overrides = new TreeMap<>();
        in.readAll("override", StateText::orderOfEndpoint)
                .forEach(order -> overrides.put(order.getKey(), order.getValue()));
        Evidence evidence = new Evidence(
                ballots,
                in.textIfAny("verification") == null ? null : ballot(in.read("verification", LineReader::new)),
                sightings(in),
                new TreeSet<>(in.readAll("doubted", HostText::location)),
                overrides,
                in.readAll("rejected", LineReader::new).stream()
                        .map(line -> new Rejection(line.text("endpoint"), line.text("why")))
                        .toList(),
                in.momentIfAny("began"),
                in.moment("confirmed"),
                in.momentIfAny("asked"));
        return new Decision(
                in.number("generation"),
                in.word("cause", Decision.Cause.class),
                in.read("from", StateText::holding),
                in.read("to", StateText::holding),
                evidence,
                in.moment("decided"));
    }

    static LineWriter ballot(LineWriter out, Ballot ballot) {
        ballot.votes().forEach((domain, vote) -> out.put("vote", vote + " " + domain));
        return out;
    }

    static Ballot ballot(LineReader in) {
        SortedMap<String, Vote> votes = new TreeMap<>();
        for (String text : in.texts("vote")) {
            String[] words = text.split(" ", 2);
            if (words.length < 2) {
                throw new IllegalArgumentException("a vote is a word and a failure domain");
            }
            votes.put(words[1], Vote.valueOf(words[0]));
        }
        return new Ballot(votes);
    }

    private static Map<String, List<LocationHealth>> sightings(LineReader in) {
        Map<String, List<LocationHealth>> sightings = new HashMap<>();
        in.texts("seen").forEach(endpoint -> sightings.put(endpoint, new ArrayList<>()));
        for (LineReader line : in.readAll("view", LineReader::new)) {
            List<LocationHealth> views = sightings.get(line.text("endpoint"));
            if (views == null) {
                throw new IllegalArgumentException("a view is of an endpoint that is not among those seen");
            }
            views.add(view(line));
        }
        return sightings;
    }

    private static String view(String endpoint, LocationHealth view) {
        Health health = view.health();
        LineWriter out = new LineWriter("view")
                .put("endpoint", endpoint)
                .put("location", HostText.location(view.location()))
                .put("health", health.state() + " " + health.failures() + " " + health.passes());
        Observation latest = view.latest();
        Observation conclusive = view.latestConclusive();
        if (latest != null) {
            out.put("latest", observation(latest));
        }
        if (conclusive != null && conclusive.equals(latest)) {
            out.put("conclusive", "latest"); // as it is most of the time
        } else if (conclusive != null) {
            out.put("conclusive", observation(conclusive));
        }
        moment(out, "trouble", view.troubleSince());
        return out.line();
    }

    private static LocationHealth view(LineReader in) {
        Observation latest = observation(in, "latest");
        boolean same = "latest".equals(in.textIfAny("conclusive"));
        return new LocationHealth(
                in.read("location", HostText::location),
                in.read("health", DecisionText::health),
                latest,
                same ? latest : observation(in, "conclusive"),
                in.momentIfAny("trouble"));
    }

    private static String observation(Observation seen) {
        return ObservationText.write(seen, new LineWriter("observed")).line();
    }

    private static @Nullable Observation observation(LineReader in, String key) {
        return in.textIfAny(key) == null ? null : in.read(key, text -> ObservationText.read(new LineReader(text)));
    }

    private static Health health(String text) {
        String[] words = PolicyText.words(text, 3);
        return new Health(HealthState.valueOf(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private static void moment(LineWriter out, String key, @Nullable Moment moment) {
        if (moment != null) {
            out.put(key, moment);
        }
    }
}
