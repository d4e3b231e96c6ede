package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.listen.MessageStream;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/** A stream of one message, such as one that says why there is no transfer. */
final class SingleMessage implements MessageStream {
    private final ToIntFunction<ByteBuffer> writer;
    private boolean written;

    SingleMessage(ToIntFunction<ByteBuffer> writer) {
        this.writer = writer;
    }

    @Override
    public int next(ByteBuffer message) {
        if (written) {
            return END;
        }
        written = true;
        return writer.applyAsInt(message);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
