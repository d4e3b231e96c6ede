package io.dnsfailover.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a store finds on a disk that failed before. */
class DiskStoreTest {
    private static final StoredEvent FIRST = new StoredEvent(1, "mail", "first", 1, "text");
    private static final StoredEvent SECOND = new StoredEvent(2, "mail", "second", 1, "text");

    @Test
    @DisplayName(
            "what was found after a crash of the process is found after a loss of power too, also of a batch whose sync failed")
    void load_makesWhatItFoundDurable() throws IOException {
        Set<List<StoredEvent>> found = new HashSet<>();
        for (int seed = 1; seed <= 300; seed++) {
            Disk disk = new Disk(new Chance(seed, "disk"));
            StateStore store = new DiskStore(disk);
            store.load();
            store.save(batch(FIRST));
            disk.errs(30);
            boolean failed = !saves(store, batch(SECOND));
            disk.errs(-30);

            List<StoredEvent> afterTheProcess = foundOn(disk);
            disk.crash();
            List<StoredEvent> afterThePower = foundOn(disk);

            assertThat(afterThePower).as("seed %d", seed).isEqualTo(afterTheProcess);
            if (failed) {
                found.add(afterThePower);
            }
        }
        assertThat(found).containsExactlyInAnyOrder(List.of(FIRST), List.of(FIRST, SECOND));
    }

    private static List<StoredEvent> foundOn(Disk disk) throws IOException {
        StateStore store = new DiskStore(disk);
        store.load();
        return store.undelivered();
    }

    private static StoreBatch batch(StoredEvent event) {
        return new StoreBatch(Map.of(), List.of(event), Set.of());
    }

    private static boolean saves(StateStore store, StoreBatch batch) {
        try {
            store.save(batch);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
