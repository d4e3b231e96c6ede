package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.Waits;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A TCP connection. */
final class SocketPipe implements Pipe {
    private final SocketChannel channel;
    private final Waits.Wait wait;
    private final SelectionKey ready;
    private final Deadline deadline;

    /** Over a channel that does not block. */
    SocketPipe(SocketChannel channel, Waits.Wait wait, SelectionKey ready, Deadline deadline) {
        this.channel = channel;
        this.wait = wait;
        this.ready = ready;
        this.deadline = deadline;
    }

    @Override
    public void write(ByteBuffer from) throws IOException, InterruptedException {
        while (from.hasRemaining()) {
            channel.write(from);
            if (from.hasRemaining()) {
                await(SelectionKey.OP_WRITE, "the request did not go out in time");
            }
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException, InterruptedException {
        while (true) {
            int count = channel.read(to);
            if (count != 0) {
                return count;
            }
            await(SelectionKey.OP_READ, "no reply in time");
        }
    }

    private void await(int operations, String otherwise) throws IOException, InterruptedException {
        ready.interestOps(operations);
        if (!wait.until(deadline)) {
            throw new SocketTimeoutException(otherwise);
        }
    }
}
