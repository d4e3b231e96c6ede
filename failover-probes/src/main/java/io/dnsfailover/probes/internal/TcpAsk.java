package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a TCP connection.
 *
 * @param banner what must come before anything is sent; null when nothing has to
 * @param send what to send; empty for nothing; never moved itself
 * @param halfClose whether our side is closed when all is sent
 * @param expect what must come after the banner, whenever it comes; null for nothing
 */
public record TcpAsk(
        @Nullable Wanted banner,
        ByteBuffer send,
        boolean halfClose,
        @Nullable Wanted expect) implements Ask {
    @Override
    public Conversation talk(Check check, Way way) {
        return new TcpConversation(check, this, way);
    }
}
