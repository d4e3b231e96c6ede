package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the conversations on bare sockets share. */
final class Sockets {
    /** How much of an endpoint's answer a detail quotes. */
    static final int QUOTED_BYTES = 64;

    private Sockets() {}

    /** A socket of the address's own family: the JDK's default would be an IPv6 socket for IPv4 too. */
    static ProtocolFamily family(InetAddress address) {
        return address instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    static void bind(NetworkChannel channel, @Nullable InetAddress source) throws IOException {
        if (source != null) {
            channel.bind(new InetSocketAddress(source, 0));
        }
    }

    static void close(@Nullable Closeable channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The descriptor is gone all the same, and the verdict stands.
            }
        }
    }

    /** The first bytes of an answer, as text for people. */
    static String quote(ByteBuffer answer) {
        ByteBuffer start = answer.duplicate();
        boolean cut = start.remaining() > QUOTED_BYTES;
        byte[] bytes = new byte[Math.min(start.remaining(), QUOTED_BYTES)];
        start.get(bytes);
        return "'" + Printable.of(new String(bytes, StandardCharsets.ISO_8859_1)) + (cut ? "..." : "") + "'";
    }

    /** The start of a foreign text, short enough to stand beside others in a detail. */
    static String cut(String text) {
        return text.length() <= QUOTED_BYTES ? text : text.substring(0, QUOTED_BYTES) + "...";
    }
}
