package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    @DisplayName("in a random history of members that come, are seen and go, the state is what the members show")
    void shown_isWhatTheMembersShow() {
        SplittableRandom random = new SplittableRandom(3);
        Network network = new Network("192.0.2.0/24");
        List<Network.Member> members = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int kind = random.nextInt(5);
            if (members.isEmpty() || (kind == 0 && members.size() < 6)) {
                members.add(network.join(null));
            } else if (kind == 1) {
                Network.Member gone = members.remove(random.nextInt(members.size()));
                assertThat(network.leave(gone)).isEqualTo(members.isEmpty());
            } else {
                Outcome outcome = random.nextBoolean() ? Outcome.PASS : Outcome.FAIL;
                network.note(members.get(random.nextInt(members.size())), outcome);
            }
            boolean passes = members.stream().anyMatch(member -> member.last == Outcome.PASS);
            boolean fails = members.stream().anyMatch(member -> member.last == Outcome.FAIL);
            assertThat(network.shown())
                    .isEqualTo(passes ? Network.State.ANSWERING : fails ? Network.State.FAILING : Network.State.UNSEEN);
        }
    }

    @Test
    @DisplayName("what is gone stays gone until something answers")
    void gone_untilSomethingAnswers() {
        Network network = new Network("192.0.2.0/24");
        Network.Member member = network.join(null);
        network.note(member, Outcome.FAIL);
        network.state = Network.State.GONE;

        network.note(member, Outcome.FAIL);
        assertThat(network.shown()).isEqualTo(Network.State.GONE);
        network.note(member, Outcome.PASS);
        assertThat(network.shown()).isEqualTo(Network.State.ANSWERING);
    }

    @Test
    void checkOne_ofMembersThatAreFed_checksNothing() {
        Network network = new Network("192.0.2.0/24");
        network.join(null);

        assertThat(network.checkOne()).isFalse();
    }
}
