package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Outcome;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Same policy, same script, same seed: same story. */
class DeterminismTest {
    @Test
    @DisplayName("the same seed gives the same events at the same nanosecond with the same evidence")
    void sameSeed_sameStory() {
        List<String> first = story(7);

        assertThat(first).hasSizeGreaterThan(20);
        assertThat(story(7)).isEqualTo(first);
    }

    @Test
    @DisplayName("another seed gives other times")
    void otherSeed_otherTimes() {
        assertThat(story(8)).isNotEqualTo(story(7));
    }

    private static List<String> story(long seed) {
        try (Scenario scenario = Scenario.of(Www.policy(), Www.named("mail").build())
                .from("fra1", "ams1", "nyc1")
                .publishingTo("ns1", "ns2")
                .seed(seed)
                .start()) {
            scenario.endpoint(PRIMARY).flaps(Outcome.FAIL, Outcome.PASS, Outcome.FAIL);
            scenario.nameServer("ns2").loseNextAnswer();
            scenario.advance(Duration.ofMinutes(10));
            scenario.endpoint(BACKUP).goesSilent();
            scenario.location("nyc1").getsCutOff();
            scenario.advance(Duration.ofMinutes(10));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.restart(Duration.ofSeconds(3));
            scenario.advance(Duration.ofHours(1));
            return scenario.events().stream().map(Object::toString).toList();
        }
    }
}
