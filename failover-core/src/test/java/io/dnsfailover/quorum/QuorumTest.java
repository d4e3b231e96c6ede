package io.dnsfailover.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.health.LocationHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuorumTest {
    private static final int MAX_DOMAINS = 5;

    /** Each rule with the votes that it needs of 1 to 5 domains. */
    static List<Map.Entry<Quorum, List<Integer>>> rules() {
        return List.of(
                Map.entry(Quorum.atLeast(1), List.of(1, 1, 1, 1, 1)),
                Map.entry(Quorum.atLeast(2), List.of(2, 2, 2, 2, 2)),
                Map.entry(Quorum.atLeast(3), List.of(3, 3, 3, 3, 3)),
                Map.entry(Quorum.atLeast(5), List.of(5, 5, 5, 5, 5)),
                Map.entry(Quorum.atLeast(6), List.of(6, 6, 6, 6, 6)),
                Map.entry(Quorum.majority(), List.of(1, 2, 2, 3, 3)),
                Map.entry(Quorum.all(), List.of(1, 2, 3, 4, 5)),
                Map.entry(Quorum.standard(), List.of(1, 2, 2, 2, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("every ballot of up to 5 domains is judged by a plain count")
    void decide_everyBallot_agreesWithAPlainCount(Map.Entry<Quorum, List<Integer>> rule) {
        for (int domains = 1; domains <= MAX_DOMAINS; domains++) {
            int needed = rule.getValue().get(domains - 1);
            assertThat(rule.getKey().votesNeeded(domains)).isEqualTo(needed);
            for (String cast : ballots(domains)) {
                assertThat(rule.getKey().decide(ballot(cast)))
                        .as("%s of %s", rule.getKey(), cast)
                        .isEqualTo(judged(cast, needed));
            }
        }
    }

    private static Verdict judged(String cast, int needed) {
        if (cast.replaceAll("[^D]", "").length() >= needed) {
            return Verdict.DOWN;
        }
        return cast.replaceAll("[^U]", "").length() >= needed ? Verdict.UP : Verdict.UNDECIDED;
    }

    private static List<String> ballots(int domains) {
        List<String> all = new ArrayList<>(List.of(""));
        for (int i = 0; i < domains; i++) {
            List<String> longer = new ArrayList<>();
            all.forEach(cast -> "UDAS".chars().forEach(vote -> longer.add(cast + (char) vote)));
            all = longer;
        }
        return all;
    }

    private static Ballot ballot(String cast) {
        Map<String, Vote> votes = new TreeMap<>();
        for (int i = 0; i < cast.length(); i++) {
            char initial = cast.charAt(i);
            for (Vote vote : Vote.values()) {
                if (vote.name().charAt(0) == initial) {
                    votes.put("domain-" + i, vote);
                }
            }
        }
        return new Ballot(new TreeMap<>(votes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("a ballot without domains is no evidence for anything: silence is not a vote")
    void decide_noDomains_isUndecided(Map.Entry<Quorum, List<Integer>> rule) {
        Ballot nobody = Ballot.standing(List.of(), Views.NOW, Views.EXPIRY);

        assertThat(nobody.domains()).isZero();
        assertThat(rule.getKey().decide(nobody)).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    @DisplayName("the silent and the abstaining stay in the denominator")
    void decide_silentDomains_areCountedInTheDenominator() {
        List<LocationHealth> views = List.of(
                Views.voting("a", "a", Vote.DOWN, 0),
                Views.voting("b", "b", Vote.SILENT, 0),
                Views.voting("c", "c", Vote.ABSTAINED, 0));

        Ballot ballot = Ballot.standing(views, Views.NOW, Views.EXPIRY);

        assertThat(ballot.domains()).isEqualTo(3);
        assertThat(Quorum.majority().decide(ballot)).isEqualTo(Verdict.UNDECIDED);
        assertThat(Quorum.all().decide(ballot)).isEqualTo(Verdict.UNDECIDED);
        assertThat(Quorum.standard().decide(ballot)).isEqualTo(Verdict.UNDECIDED);
        assertThat(Quorum.atLeast(1).decide(ballot)).isEqualTo(Verdict.DOWN);
    }

    @Test
    void rules_areValuesWithAWord() {
        assertThat(Quorum.atLeast(2)).isEqualTo(Quorum.atLeast(2)).isNotEqualTo(Quorum.atLeast(3));
        assertThat(Quorum.atLeast(2)).hasToString("at least 2");
        assertThat(Quorum.majority()).isEqualTo(Quorum.majority()).hasToString("majority");
        assertThat(Quorum.all()).isEqualTo(Quorum.all()).hasToString("all");
        assertThat(Quorum.standard()).isEqualTo(Quorum.standard()).hasToString("standard");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void atLeast_fewerThanOne_isRefused(int domains) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quorum.atLeast(domains))
                .withMessage("quorum must be at least 1 failure domain, not " + domains);
    }
}
