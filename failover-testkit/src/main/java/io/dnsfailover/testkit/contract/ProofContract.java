package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Proof} must do. An implementation passes it by extending this class with its fixtures. */
public abstract class ProofContract extends ProofFixture {
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final int MANY = 256; // as many as the engine asks at the same time

    /** For subclasses. */
    protected ProofContract() {}

    @Test
    @DisplayName("what is expected is SERVES, with the TTL of the answer")
    void expectedAnswer_isServed() throws Exception {
        RecordSet expected = addresses(30, "192.0.2.10", "192.0.2.11");
        serve(expected);

        Sight sight = look(open(), expected);

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.SERVES);
        assertThat(sight.ttlSeconds()).isBetween(1L, 30L);
    }

    @Test
    @DisplayName("the same data with a shorter TTL are SERVES: no resolver keeps them longer than it may")
    void shorterTtl_isServed() throws Exception {
        serve(addresses(10, "192.0.2.10"));

        Sight sight = look(open(), addresses(30, "192.0.2.10"));

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.SERVES);
        assertThat(sight.ttlSeconds()).isBetween(1L, 10L);
    }

    @Test
    @DisplayName("the same data with a longer TTL are OTHER, and the TTL is told")
    void longerTtl_isOther() throws Exception {
        serve(addresses(300, "192.0.2.10"));

        Sight sight = look(open(), addresses(30, "192.0.2.10"));

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.OTHER);
        assertThat(sight.ttlSeconds()).isEqualTo(300);
        assertThat(sight.detail()).contains("300");
    }

    @Test
    @DisplayName("other data are OTHER, with their TTL, and the detail tells them")
    void otherData_areOther() throws Exception {
        serve(addresses(120, "192.0.2.20"));

        Sight sight = look(open(), addresses(30, "192.0.2.10"));

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.OTHER);
        assertThat(sight.ttlSeconds()).isEqualTo(120);
        assertThat(sight.detail()).contains("192.0.2.20");
    }

    @Test
    @DisplayName("a part of the data, and more than the data, are OTHER")
    void partOfTheData_isOther() throws Exception {
        Proof proof = open();
        serve(addresses(30, "192.0.2.10", "192.0.2.11"));

        assertThat(look(proof, addresses(30, "192.0.2.10")).kind()).isEqualTo(Sight.Kind.OTHER);
        assertThat(look(proof, addresses(30, "192.0.2.10", "192.0.2.11", "192.0.2.12"))
                        .kind())
                .isEqualTo(Sight.Kind.OTHER);
    }

    @Test
    @DisplayName("a name that does not exist is OTHER")
    void nameError_isOther() throws Exception {
        Sight sight = look(open(), addresses(30, "192.0.2.10"));

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.OTHER);
        assertThat(sight.detail()).isNotBlank();
    }

    @Test
    @DisplayName("a name without the type is OTHER")
    void noData_isOther() throws Exception {
        serve(RecordSet.of(key("www", RecordType.AAAA), new Ttl(30), List.of("2001:db8::10")));

        Sight sight = look(open(), addresses(30, "192.0.2.10"));

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.OTHER);
        assertThat(sight.detail()).isNotBlank();
    }

    @Test
    @DisplayName("an alias and an IPv6 address are seen as what they are")
    void otherTypes_areServed() throws Exception {
        Proof proof = open();
        RecordSet alias = RecordSet.of(key("alias", RecordType.CNAME), new Ttl(30), List.of("cdn.example.net."));
        RecordSet address = RecordSet.of(key("six", RecordType.AAAA), new Ttl(30), List.of("2001:db8::10"));
        serve(alias);
        serve(address);

        assertThat(look(proof, alias).kind()).isEqualTo(Sight.Kind.SERVES);
        assertThat(look(proof, address).kind()).isEqualTo(Sight.Kind.SERVES);
    }

    @Test
    @DisplayName("a change of the answer is seen by the next look")
    void changedAnswer_isSeen() throws Exception {
        Proof proof = open();
        RecordSet expected = addresses(30, "192.0.2.20");
        serve(addresses(30, "192.0.2.10"));
        assertThat(look(proof, expected).kind()).isEqualTo(Sight.Kind.OTHER);

        serve(expected);

        assertThat(look(proof, expected).kind()).isEqualTo(Sight.Kind.SERVES);
    }

    @Test
    @DisplayName("a server that serves the zone is SERVES when only the zone is asked for")
    void zoneThatIsServed_isServed() throws Exception {
        Sight sight = look(open(), (RecordSet) null);

        assertThat(sight.kind()).as("%s", sight).isEqualTo(Sight.Kind.SERVES);
    }

    @Test
    @DisplayName("a server that does not serve the zone is LAME")
    void foreignZone_isLame() throws Exception {
        Proof proof = open();
        RecordSet foreign = RecordSet.of(
                new RecordSetKey(foreignZone(), foreignZone().child("www"), RecordType.A),
                new Ttl(30),
                List.of("192.0.2.10"));

        assertThat(look(proof, new ProofQuestion(server(), foreignZone(), null)).kind())
                .isEqualTo(Sight.Kind.LAME);
        assertThat(look(proof, new ProofQuestion(server(), foreignZone(), foreign))
                        .kind())
                .isEqualTo(Sight.Kind.LAME);
    }

    @Test
    @DisplayName("a dead server is SILENT, in time, and no exception")
    void deadServer_isSilent() throws Exception {
        Proof proof = open();
        long start = nanoTime();

        Sight record = look(proof, new ProofQuestion(deadServer(), zone(), addresses(30, "192.0.2.10")));
        Sight zone = look(proof, new ProofQuestion(deadServer(), zone(), null));

        assertThat(List.of(record.kind(), zone.kind())).containsOnly(Sight.Kind.SILENT);
        assertThat(record.ttlSeconds()).isZero();
        assertThat(record.detail()).isNotBlank();
        assertThat(since(start)).isLessThanOrEqualTo(longest().multipliedBy(2));
    }

    @Test
    @DisplayName("no method waits for what it asks for")
    void methods_returnAtOnce() throws Exception {
        Proof proof = open();
        ProofQuestion question = new ProofQuestion(deadServer(), zone(), null);
        long start = nanoTime();

        CompletionStage<Sight> sight = proof.ask(question);
        CompletionStage<List<AuthoritativeServer>> servers = proof.servers(zone());

        assertThat(since(start)).isLessThan(AT_ONCE);
        assertThat(await(sight, longest()).kind()).isEqualTo(Sight.Kind.SILENT);
        assertThat(await(servers, longest())).isNotEmpty();
    }

    @Test
    @DisplayName("many questions at the same time are all answered, each with what it asked for")
    void manyQuestions_areAllAnswered() throws Exception {
        Proof proof = open();
        RecordSet served = addresses(30, "192.0.2.10");
        serve(served);
        List<CompletionStage<Sight>> sights = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            RecordSet expected = i % 2 == 0 ? served : addresses(30, "192.0.2.20");
            sights.add(proof.ask(new ProofQuestion(server(), zone(), expected)));
        }

        for (int i = 0; i < MANY; i++) {
            Sight sight = await(sights.get(i), longest());
            assertThat(sight.kind())
                    .as("question %d: %s", i, sight)
                    .isEqualTo(i % 2 == 0 ? Sight.Kind.SERVES : Sight.Kind.OTHER);
        }
    }

    @Test
    @DisplayName("a server that is dead holds up no question to another")
    void deadServer_holdsUpNoOther() throws Exception {
        Proof proof = open();
        List<CompletionStage<Sight>> dead = new ArrayList<>();
        for (int i = 0; i < MANY / 2; i++) {
            dead.add(proof.ask(new ProofQuestion(deadServer(), zone(), null)));
        }

        assertThat(await(proof.ask(new ProofQuestion(server(), zone(), null)), longest())
                        .kind())
                .isEqualTo(Sight.Kind.SERVES);
        for (CompletionStage<Sight> sight : dead) {
            assertThat(await(sight, longest()).kind()).isEqualTo(Sight.Kind.SILENT);
        }
    }

    @Test
    @DisplayName("the servers of a zone are found, each once, in the same order the next time")
    void servers_areFound() throws Exception {
        Proof proof = open();

        List<AuthoritativeServer> found = await(proof.servers(zone()), longest());

        assertThat(found).contains(server()).doesNotHaveDuplicates();
        assertThat(await(proof.servers(zone()), longest())).isEqualTo(found);
    }

    @Test
    @DisplayName("servers that cannot be found are an exceptional end, never an empty list or an exception of the call")
    void unknownServers_areAnExceptionalEnd() throws Exception {
        CompletionStage<List<AuthoritativeServer>> servers = open().servers(foreignZone());

        assertThatThrownBy(() -> await(servers, longest())).isInstanceOf(ExecutionException.class);
    }

    @Test
    @DisplayName("closing ends what is under way, and leaves no thread")
    void close_abandonsWhatIsUnderWay() throws Exception {
        LiveThreads before = LiveThreads.now();
        Proof proof = open();
        List<CompletionStage<Sight>> sights = new ArrayList<>();
        for (int i = 0; i < MANY / 2; i++) {
            sights.add(proof.ask(new ProofQuestion(server(), zone(), null)));
            sights.add(proof.ask(new ProofQuestion(deadServer(), zone(), null)));
        }
        long start = nanoTime();

        proof.close();

        assertThat(since(start)).isLessThanOrEqualTo(CLOSING.plus(slack()));
        for (CompletionStage<Sight> sight : sights) {
            CompletionStage<Boolean> ended = sight.handle((seen, thrown) -> true);
            boolean inTime = await(ended, CLOSING.plus(slack()));
            assertThat(inTime).isTrue();
        }
        before.assertNoneCameToStay(this::isFixture);
    }

    @Test
    @DisplayName("closing twice is closing once, and what is asked later ends exceptionally")
    void closed_endsWhatIsAskedLater() throws Exception {
        Proof proof = open();
        proof.close();
        proof.close();

        CompletionStage<Sight> sight = proof.ask(new ProofQuestion(server(), zone(), null));
        CompletionStage<List<AuthoritativeServer>> servers = proof.servers(zone());

        assertThatThrownBy(() -> await(sight, longest())).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> await(servers, longest())).isInstanceOf(ExecutionException.class);
    }
}
