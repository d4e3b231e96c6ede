package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.DnsThreads;
import io.dnsfailover.dns.internal.exchange.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a zone file against other publishers, of this process and of others: a file beside it, with {@code .lock} behind its name. It
 * holds an octet while the name server may not have loaded what the zone file says.
 */
final class FileGuard implements AutoCloseable {
    private final FileChannel channel;

    private FileGuard(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param deadline until when
     * @throws IOException when it is not to be had in time, or at all
     */
    static FileGuard lock(Path zoneFile, Deadline deadline) throws IOException, InterruptedException {
        Path file = zoneFile.resolveSibling(zoneFile.getFileName() + ".lock");
        boolean fresh = false;
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            fresh = true;
        } catch (FileAlreadyExistsException e) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        FileGuard guard = new FileGuard(channel);
        try {
            guard.await(deadline);
            if (fresh) {
                // Nobody knows what the server has loaded.
                guard.setPending();
            }
            return guard;
        } catch (IOException | InterruptedException | RuntimeException e) {
            guard.close();
            throw e;
        }
    }

    private void await(Deadline deadline) throws IOException, InterruptedException {
        while (tryLock() == null) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (deadline.hasPassed()) {
                throw new IOException("another publisher holds its lock");
            }
            DnsThreads.breathe();
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By another publisher of this process.
            return null;
        }
    }

    /** Tells whether the server may not have loaded what the file says. */
    boolean isPending() throws IOException {
        return channel.size() > 0;
    }

    void setPending() throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {'!'}), 0);
    }

    void setLoaded() throws IOException {
        channel.truncate(0);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock goes with the descriptor, which is gone either way.
        }
    }
}
