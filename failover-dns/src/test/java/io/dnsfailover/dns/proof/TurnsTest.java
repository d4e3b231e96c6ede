package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void take_beyondTheFirst_waitsForItsTurn() {
        Turns turns = new Turns(2, 1);
        List<CompletableFuture<String>> begun = new ArrayList<>();
        List<CompletableFuture<String>> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(turns.take(() -> {
                CompletableFuture<String> work = new CompletableFuture<>();
                begun.add(work);
                return work;
            }));
        }

        assertThat(begun).hasSize(2);
        assertThat(taken.get(3)).isCompletedExceptionally();
        begun.get(1).completeExceptionally(new IllegalStateException("no"));
        assertThat(taken.get(1)).isCompletedExceptionally();
        assertThat(begun).hasSize(3);
        begun.get(2).complete("third");
        assertThat(taken.get(2)).isCompletedWithValue("third");
        assertThat(taken.get(0)).isNotDone();
    }

    @Test
    void take_thousandsThatFailAtOnce_areAllOver() {
        Turns turns = new Turns(1, 100_000);
        CompletableFuture<String> first = new CompletableFuture<>();
        List<CompletableFuture<String>> taken = new ArrayList<>();
        taken.add(turns.take(() -> first));
        for (int i = 0; i < 5_000; i++) {
            taken.add(turns.take(() -> CompletableFuture.failedFuture(new IllegalStateException("no"))));
        }

        first.complete("first");

        assertThat(taken).allMatch(CompletableFuture::isDone);
    }
}
