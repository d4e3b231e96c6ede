package io.dnsfailover.readiness;

import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.quorum.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How ready a standby is to take over now: 100 less what its shortcomings cost. Shown and warned of; no decision rests on it, because
 * what a record moves to is checked afresh.
 *
 * <table>
 * <caption>What costs points</caption>
 * <tr><th>aspect</th><th>10</th><th>30</th><th>60</th></tr>
 * <tr><td>votes</td><td>not every failure domain sees it up</td><td></td><td>fewer see it up than the quorum needs</td></tr>
 * <tr><td>content</td><td></td><td>its digest is another than that of the endpoint in use, seen from the same location</td><td></td></tr>
 * <tr><td>certificate</td><td>less than 14 days left</td><td>less than 3 days left</td><td>ended</td></tr>
 * <tr><td>latency</td><td>more than 2 times that of the endpoint in use, and 50 ms more</td><td>more than 5 times, and 250 ms
 *     more</td><td></td></tr>
 * </table>
 *
 * <p>What is not known costs nothing: a check that makes no digest, a record that stands on no single endpoint.
 *
 * @param score 0 to 100
 * @param shortcomings what costs points, in the order of the table; empty at 100
 */
public record Readiness(int score, List<Shortcoming> shortcomings) {
    /** The score below which a policy warns where it does not say otherwise: one grave shortcoming, or three slight ones. */
    public static final int DEFAULT_LEAST = 80;

    /** Lacks nothing. */
    public static final Readiness FULL = new Readiness(100, List.of());

    private static final int SLIGHT = 10;
    private static final int GRAVE = 30;
    private static final int FATAL = 60;
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration VERY_SOON = Duration.ofDays(3);
    private static final Duration SLOWER = Duration.ofMillis(50);
    private static final Duration MUCH_SLOWER = Duration.ofMillis(250);

    /** What is looked at. */
    public enum Aspect {
        /** What the failure domains vote. */
        VOTES,
        /** Whether it has the same content as the endpoint in use. */
        CONTENT,
        /** How long its certificate is still valid. */
        CERTIFICATE,
        /** How long its checks take. */
        LATENCY
    }

    /**
     * Something that a standby lacks.
     *
     * @param aspect what was looked at
     * @param lost how many points that costs
     * @param text one line for people
     */
    public record Shortcoming(Aspect aspect, int lost, String text) {}

    /** Copies the list. */
    public Readiness {
        shortcomings = List.copyOf(shortcomings);
    }

    /**
     * Looks at a standby.
     *
     * @param standby what is known of it
     * @param inUse what is known of the endpoint that the record stands on; null when that is no single one
     * @param ballot the standing vote on the standby
     * @param quorum how many failure domains must agree
     * @param now the wall clock, for certificates only
     * @return its readiness
     */
    public static Readiness of(Standing standby, @Nullable Standing inUse, Ballot ballot, Quorum quorum, Instant now) {
        List<Shortcoming> found = new ArrayList<>();
        votes(ballot, quorum.votesNeeded(ballot.domains()), found);
        if (inUse != null) {
            content(standby, inUse, found);
        }
        certificate(standby.certificateEnds(), now, found);
        if (inUse != null) {
            latency(standby, inUse, found);
        }
        int lost = found.stream().mapToInt(Shortcoming::lost).sum();
        return new Readiness(Math.max(0, 100 - lost), found);
    }

    /**
     * Tells cheaply of most standbys that they are {@link #FULL}: every location sees it up, no check notices anything of it, and
     * none is slow enough to be too slow.
     *
     * @param views what every location knows
     * @param slowestNanos the greatest of the latencies by location; 0 when none is known
     * @param nowNanos the monotonic clock
     * @param expiryNanos the age from which a check no longer counts
     * @return whether it is; false also when only {@link #of} can tell
     */
    public static boolean isPlainlyFull(
            List<LocationHealth> views, long slowestNanos, long nowNanos, long expiryNanos) {
        if (slowestNanos > SLOWER.toNanos()) {
            return false;
        }
        for (LocationHealth view : views) {
            Observation seen = view.latestConclusive();
            HealthState state = view.health().state();
            boolean isUp = state == HealthState.UP || state == HealthState.SUSPECT;
            if (!isUp || seen == null || nowNanos - seen.at().nanos() >= expiryNanos) {
                return false;
            }
            Notes noticed = seen.result().notes();
            if (noticed.contentDigest() != null || noticed.certificateEnds() != null) {
                return false;
            }
        }
        return true;
    }

    private static void votes(Ballot ballot, int needed, List<Shortcoming> found) {
        int up = ballot.count(Vote.UP);
        if (up < ballot.domains()) {
            String text = up + " of " + ballot.domains() + " failure domains see it up, " + needed + " are needed";
            found.add(new Shortcoming(Aspect.VOTES, up < needed ? FATAL : SLIGHT, text));
        }
    }

    private static void content(Standing standby, Standing inUse, List<Shortcoming> found) {
        Map<String, String> wanted = inUse.digests();
        List<String> differing = new ArrayList<>();
        standby.digests().forEach((location, digest) -> {
            if (!digest.equals(wanted.getOrDefault(location, digest))) {
                differing.add(location);
            }
        });
        if (!differing.isEmpty()) {
            String text = "its content is not that of " + inUse.endpointId() + " (seen from "
                    + String.join(", ", differing) + ")";
            found.add(new Shortcoming(Aspect.CONTENT, GRAVE, text));
        }
    }

    private static void certificate(@Nullable Instant ends, Instant now, List<Shortcoming> found) {
        if (ends == null || !ends.isBefore(now.plus(SOON))) {
            return;
        }
        int lost = ends.isBefore(now.plus(VERY_SOON)) ? GRAVE : SLIGHT;
        long days = Duration.between(now, ends).toDays();
        found.add(
                ends.isAfter(now)
                        ? new Shortcoming(Aspect.CERTIFICATE, lost, "its certificate ends in " + days + " days")
                        : new Shortcoming(Aspect.CERTIFICATE, FATAL, "its certificate ended at " + ends));
    }

    private static void latency(Standing standby, Standing inUse, List<Shortcoming> found) {
        long its = 0;
        long theirs = 0;
        int both = 0;
        for (Map.Entry<String, Duration> seen : standby.latencies().entrySet()) {
            Duration other = inUse.latencies().get(seen.getKey());
            if (other != null) {
                its += seen.getValue().toNanos();
                theirs += other.toNanos();
                both++;
            }
        }
        if (both == 0) {
            return;
        }
        its /= both;
        theirs /= both;
        if (isSlower(its, theirs, 2, SLOWER)) {
            int lost = isSlower(its, theirs, 5, MUCH_SLOWER) ? GRAVE : SLIGHT;
            String text = "its checks take " + DurationText.of(Duration.ofNanos(its)) + ", those of "
                    + inUse.endpointId() + " " + DurationText.of(Duration.ofNanos(theirs));
            found.add(new Shortcoming(Aspect.LATENCY, lost, text));
        }
    }

    private static boolean isSlower(long its, long theirs, int times, Duration more) {
        return its - theirs > more.toNanos() && its > times * theirs;
    }

    /**
     * The score and what it lacks, on one line.
     *
     * @return such as {@code readiness 60: its content is not that of 192.0.2.10 (seen from fra1); its certificate ends in 9 days}
     */
    public String describe() {
        String lacks = shortcomings.stream().map(Shortcoming::text).collect(Collectors.joining("; "));
        return "readiness " + score + (lacks.isEmpty() ? "" : ": " + lacks);
    }
}
