package io.dnsfailover.testkit.contract;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Each of the proofs below makes one mistake. Time is simulated. */
class ProofContractFindsTest {
    @Test
    void takingALongerTtlForTheSame() {
        Found.by(Lenient.class, "longerTtl_isOther", "with a longer TTL are OTHER");
    }

    @Test
    void takingOtherDataForTheSame() {
        Found.by(Credulous.class, "otherData_areOther", "other data are OTHER");
        Found.by(Credulous.class, "partOfTheData_isOther", "more than the data, are OTHER");
        Found.by(Credulous.class, "noData_isOther", "a name without the type is OTHER");
        Found.by(Credulous.class, "nameError_isOther", "a name that does not exist is OTHER");
        Found.by(Credulous.class, "changedAnswer_isSeen", "a change of the answer is seen by the next look");
    }

    @Test
    void takingAnErrorForAnAnswer() {
        Found.by(Polite.class, "foreignZone_isLame", "a server that does not serve the zone is LAME");
    }

    @Test
    void throwingForADeadServer() {
        Found.by(Throwing.class, "deadServer_isSilent", "a dead server is SILENT, in time, and no exception");
    }

    @Test
    void waitingForTooLong() {
        Found.by(Late.class, "deadServer_isSilent", "a dead server is SILENT, in time, and no exception");
    }

    @Test
    void waitingForTheAnswer() {
        Found.by(Blocking.class, "methods_returnAtOnce", "no method waits for what it asks for");
    }

    @Test
    void askingOneAtATime() {
        Found.by(Narrow.class, "manyQuestions_areAllAnswered", "many questions at the same time are all answered");
    }

    @Test
    void findingNobody() {
        Found.by(
                Empty.class,
                "unknownServers_areAnExceptionalEnd",
                "servers that cannot be found are an exceptional end");
    }

    @Test
    void findingOneTwice() {
        Found.by(Doubled.class, "servers_areFound", "the servers of a zone are found, each once");
    }

    @Test
    void forgettingWhatIsUnderWay() {
        Found.by(Careless.class, "close_abandonsWhatIsUnderWay", "closing ends what is under way");
        Found.by(Careless.class, "closed_endsWhatIsAskedLater", "what is asked later ends exceptionally");
    }

    /** A fixture in simulated time; what is wrong is what the subclass makes of the good proof. */
    abstract static class Simulated extends SimulatedProofContract {
        CompletionStage<Sight> ask(ProofQuestion question) {
            return authorities.ask(question);
        }

        CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
            return authorities.servers(zone);
        }

        void end() {
            authorities.close();
        }

        @Override
        protected Proof proof() {
            return new Proof() {
                @Override
                public CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
                    return Simulated.this.servers(zone);
                }

                @Override
                public CompletionStage<Sight> ask(ProofQuestion question) {
                    return Simulated.this.ask(question);
                }

                @Override
                public void close() {
                    end();
                }
            };
        }

        static CompletionStage<Sight> as(CompletionStage<Sight> stage, Sight.Kind from, Sight.Kind to) {
            return stage.thenApply(
                    sight -> sight.kind() == from ? new Sight(to, sight.ttlSeconds(), sight.detail()) : sight);
        }
    }

    static final class Lenient extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            return authorities
                    .ask(question)
                    .thenApply(sight -> sight.ttlSeconds() > 60
                            ? new Sight(Sight.Kind.SERVES, sight.ttlSeconds(), sight.detail())
                            : sight);
        }
    }

    static final class Credulous extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            return as(authorities.ask(question), Sight.Kind.OTHER, Sight.Kind.SERVES);
        }
    }

    static final class Polite extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            return as(authorities.ask(question), Sight.Kind.LAME, Sight.Kind.OTHER);
        }
    }

    static final class Throwing extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            return authorities.ask(question).thenApply(sight -> {
                if (sight.kind() == Sight.Kind.SILENT) {
                    throw new IllegalStateException("timeout");
                }
                return sight;
            });
        }
    }

    static final class Late extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            CompletableFuture<Sight> late = new CompletableFuture<>();
            authorities
                    .ask(question)
                    .thenAccept(sight -> time.schedule(Duration.ofSeconds(4), () -> late.complete(sight)));
            return late;
        }
    }

    static final class Blocking extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            CompletableFuture<Sight> sight = authorities.ask(question).toCompletableFuture();
            time.advanceUntil(sight::isDone, Duration.ofSeconds(5));
            return sight;
        }
    }

    static final class Narrow extends Simulated {
        private boolean busy;

        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            if (busy) {
                return CompletableFuture.failedFuture(new IllegalStateException("one at a time"));
            }
            busy = true;
            return authorities.ask(question).whenComplete((sight, thrown) -> busy = false);
        }
    }

    static final class Empty extends Simulated {
        @Override
        CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
            return authorities.servers(zone).exceptionally(thrown -> List.of());
        }
    }

    static final class Doubled extends Simulated {
        @Override
        CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
            return authorities.servers(zone).thenApply(servers -> {
                List<AuthoritativeServer> twice = new ArrayList<>(servers);
                twice.addAll(servers);
                return twice;
            });
        }
    }

    static final class Careless extends Simulated {
        @Override
        CompletionStage<Sight> ask(ProofQuestion question) {
            return new CompletableFuture<>();
        }

        @Override
        void end() {}
    }
}
