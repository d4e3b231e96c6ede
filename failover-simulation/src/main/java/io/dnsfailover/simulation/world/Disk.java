package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk that keeps what it promises and nothing else. What was written is there after a crash when the file was synced since; a name is, when
 * the directory was. Of the rest a crash keeps some beginning, and the last piece may be torn. After a sync that failed, what it should
 * have kept is lost, and no later sync says so. A file is a list of pieces, each as large as what is written at once.
 */
public final class Disk {
    /** A piece of which a crash left only a part. */
    public static final Object TORN = "torn";

    /** A file, whatever name it has. */
    public static final class File {
        private List<Object> pieces = new ArrayList<>();
        private int synced;
        private boolean lost;
    }

    private final Chance chance;
    private final List<Runnable> unsyncedNames = new ArrayList<>();
    private final Map<String, File> durable = new TreeMap<>();
    private Map<String, File> names = new TreeMap<>();
    private int errorPercent;
    private int fullPercent;

    Disk(Chance chance) {
        this.chance = chance;
    }

    /** How many of a hundred operations fail with EIO, more or less than before. */
    public void errs(int percent) {
        errorPercent += percent;
    }

    /** How many of a hundred writes find the disk full, more or less than before. */
    public void fills(int percent) {
        fullPercent += percent;
    }

    /** Makes an empty file under a name; one that had it loses it. */
    File create(String name) throws IOException {
        requireNoError("create");
        requireRoom();
        File file = new File();
        names.put(name, file);
        unsyncedNames.add(() -> durable.put(name, file));
        return file;
    }

    @Nullable
    File open(String name) {
        return names.get(name);
    }

    /** Writes a piece to the end. */
    void append(File file, Object piece) throws IOException {
        requireNoError("write");
        requireRoom();
        file.pieces.add(piece);
    }

    /** What a file holds, whether a crash would leave it or not. */
    List<Object> read(File file) throws IOException {
        requireNoError("read");
        return List.copyOf(file.pieces);
    }

    /** Makes what was written to a file survive a crash. */
    void sync(File file) throws IOException {
        if (chance.percent(errorPercent)) {
            file.lost |= file.synced < file.pieces.size();
            throw new IOException("EIO: fsync");
        }
        if (!file.lost) {
            file.synced = file.pieces.size();
        }
    }

    /** Gives a file another name, in one step; one that had it loses it. */
    void rename(String from, String to) throws IOException {
        requireNoError("rename");
        File file = names.remove(from);
        if (file == null) {
            throw new IOException("ENOENT: " + from);
        }
        names.put(to, file);
        unsyncedNames.add(() -> {
            durable.remove(from);
            durable.put(to, file);
        });
    }

    /** Makes the names survive a crash. */
    void syncDirectory() throws IOException {
        requireNoError("fsync of the directory");
        unsyncedNames.forEach(Runnable::run);
        unsyncedNames.clear();
    }

    /** The machine lost power. */
    void crash() {
        long kept = chance.below(unsyncedNames.size() + 1L);
        unsyncedNames.stream().limit(kept).forEach(Runnable::run);
        unsyncedNames.clear();
        for (File file : durable.values()) {
            int unsynced = file.lost ? 0 : file.pieces.size() - file.synced;
            int left = file.synced + (int) chance.below(unsynced + 1L);
            List<Object> pieces = new ArrayList<>(file.pieces.subList(0, left));
            if (left > file.synced && chance.percent(30)) {
                pieces.set(left - 1, TORN);
            }
            file.pieces = pieces;
            file.synced = pieces.size();
            file.lost = false;
        }
        names = new TreeMap<>(durable);
    }

    private void requireNoError(String operation) throws IOException {
        if (chance.percent(errorPercent)) {
            throw new IOException("EIO: " + operation);
        }
    }

    private void requireRoom() throws IOException {
        if (chance.percent(fullPercent)) {
            throw new IOException("ENOSPC");
        }
    }
}
