package io.dnsfailover.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.simulation.time.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a crash leaves, over many crashes. */
class DiskTest {
    private final Disk disk = new Disk(new Chance(1, "disk"));

    @Test
    void crash_keepsWhatWasSynced_andSomeBeginningOfTheRest() throws IOException {
        Set<List<Object>> left = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Disk.File file = disk.create("f" + i);
            disk.append(file, "a");
            disk.sync(file);
            disk.syncDirectory();
            disk.append(file, "b");
            disk.append(file, "c");

            disk.crash();

            left.add(disk.read(file));
        }

        assertThat(left)
                .containsExactlyInAnyOrder(
                        List.of("a"),
                        List.of("a", "b"),
                        List.of("a", "b", "c"),
                        List.of("a", Disk.TORN),
                        List.of("a", "b", Disk.TORN));
    }

    @Test
    void crash_withoutASyncOfTheDirectory_mayTakeTheNewNameBack() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Disk.File old = disk.create("states" + i);
            disk.syncDirectory();
            Disk.File next = disk.create("new" + i);
            disk.rename("new" + i, "states" + i);

            disk.crash();

            names.add(disk.open("states" + i) == next ? "new" : disk.open("states" + i) == old ? "old" : "neither");
        }

        assertThat(names).contains("new", "old").doesNotContain("neither");
    }

    @Test
    void sync_afterOneThatFailed_doesNotBringBackWhatWasLost() throws IOException {
        Disk.File file = disk.create("f");
        disk.syncDirectory();
        disk.append(file, "a");
        disk.errs(100);
        assertThatThrownBy(() -> disk.sync(file))
                .isInstanceOf(IOException.class)
                .hasMessage("EIO: fsync");
        disk.errs(-100);

        disk.sync(file);
        disk.crash();

        assertThat(disk.read(file)).isEmpty();
    }

    @Test
    void append_onAFullDisk_fails() throws IOException {
        Disk.File file = disk.create("f");
        disk.fills(100);

        assertThatThrownBy(() -> disk.append(file, "a"))
                .isInstanceOf(IOException.class)
                .hasMessage("ENOSPC");
    }
}
