package io.dnsfailover.dns.remotebackend;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines over a socket. Used by one thread. */
final class Lines {
    /** The longest call of PowerDNS: a name has at most 1,004 characters with every octet escaped. */
    static final int MAX_LINE = 8192;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_LINE).flip();

    Lines(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for a line.
     *
     * @return the line without its end; null when there is none any more
     * @throws ProtocolException when it is too long
     */
    @Nullable
    String read() throws IOException {
        int looked = 0;
        while (true) {
            for (int at = in.position() + looked; at < in.limit(); at++) {
                if (in.get(at) == '\n') {
                    String line = new String(in.array(), in.position(), at - in.position(), StandardCharsets.UTF_8);
                    in.position(at + 1);
                    return line;
                }
            }
            looked = in.remaining();
            if (looked == MAX_LINE) {
                throw new ProtocolException("a line of more than " + MAX_LINE + " octets");
            }
            in.compact();
            int read = channel.read(in);
            in.flip();
            if (read < 0) {
                return null;
            }
        }
    }

    void write(String line) throws IOException {
        ByteBuffer out = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }
}
