package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to send in a datagram and what to expect.
 *
 * @param send the datagram; never moved itself
 * @param expect what the answer must hold; null takes any answer
 */
public record UdpAsk(ByteBuffer send, @Nullable BytePattern expect) implements Ask {
    @Override
    public Conversation talk(Check check, Way way) {
        return new UdpConversation(check, this, way);
    }
}
