package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a TCP connection.
 *
 * @param send what to send; empty for nothing; never moved itself
 * @param expect what must come, whenever it comes; null for nothing
 */
public record TcpAsk(ByteBuffer send, @Nullable BytePattern expect) implements Ask {
    @Override
    public Conversation talk(Check check, Way way) {
        return new TcpConversation(check, this, way);
    }
}
