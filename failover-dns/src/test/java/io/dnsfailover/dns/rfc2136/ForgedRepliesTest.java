package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;

/** What a server, or somebody who plays one, answers must be proven before it counts. */
@Execution(ExecutionMode.CONCURRENT)
class ForgedRepliesTest {
    /** Long enough for true replies on a busy machine, and always waited for in full. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** For calls that get no true reply at all. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private static final RecordSetKey WWW = at("www.example.com.", RecordType.A);
    private static final Change MOVE = change(1, set(WWW, "192.0.2.20"));

    /** The first exchange of a process loads classes and seeds random numbers, which may take longer than {@link #SHORT}. */
    @BeforeAll
    static void warmUp() throws Exception {
        try (FakeServer server = FakeServer.start((request, reply, out) -> out.sendSigned(request, reply));
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("a write that was made and is confirmed wrongly is not known to have happened")
    void replace_updateAnsweredByForgery_isUnknown(Forgery forgery) throws Exception {
        try (FakeServer server = FakeServer.answeringUpdates(forgery);
                Rfc2136Publisher publisher = server.publisher().timeout(SHORT).build()) {
            assertFails(PublishEffect.UNKNOWN, publisher, MOVE).hasMessageNotContaining(ServerKey.DEFAULT.secret());

            assertThat(server.zone()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("what is read from a forger is not read, and nothing is written")
    void replace_queryAnsweredByForgery_changesNothing(Forgery forgery) throws Exception {
        try (FakeServer server = FakeServer.start(forgery);
                Rfc2136Publisher publisher =
                        server.publisher().timeout(SHORTEST).build()) {
            assertFails(PublishEffect.NONE, publisher, MOVE);

            assertThat(server.zone()).isEmpty();
            assertThatThrownBy(() -> publisher.read(WWW))
                    .isInstanceOfSatisfying(
                            PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    @DisplayName("a forged reply that comes first does not hide the true one")
    void replace_trueReplyAfterForgery_succeeds(Forgery forgery) throws Exception {
        FakeServer.Manners both = (request, reply, out) -> {
            byte[] unspoilt = reply.toWire();
            for (int i = 0; i < 50; i++) {
                forgery.answer(request, new Message(unspoilt), out);
            }
            out.sendSigned(request, reply);
        };
        try (FakeServer server = FakeServer.start(both);
                Rfc2136Publisher publisher = server.publisher().build()) {
            publisher.replace(MOVE);

            assertThat(publisher.read(WWW)).isEqualTo(new Published(MOVE.desired(), 1));
        }
    }
}
