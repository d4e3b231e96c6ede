package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** One datagram in, at most one out, until the channel is closed. */
final class UdpLoop implements Runnable {
    private static final int MAX_RESPONSE = 4096;

    private final DatagramChannel channel;
    private final GuardedHandler handler;
    /** One octet more than a query may have, so that a longer one shows. */
    private final ByteBuffer query = ByteBuffer.allocateDirect(GuardedHandler.MAX_QUERY + 1);

    private final ByteBuffer response = ByteBuffer.allocateDirect(MAX_RESPONSE);

    UdpLoop(DatagramChannel channel, GuardedHandler handler) {
        this.channel = channel;
        this.handler = handler;
    }

    @Override
    public void run() {
        while (channel.isOpen()) {
            try {
                answerOne();
            } catch (IOException | RuntimeException | Error e) {
                // Closed, which ends the loop, or short of memory or some other resource, which passes.
                DnsThreads.breathe();
            }
        }
    }

    private void answerOne() throws IOException {
        query.clear();
        InetSocketAddress client = (InetSocketAddress) channel.receive(query);
        if (client == null) {
            return;
        }
        query.flip();
        response.clear();
        if (handler.ask(query, client, Transport.UDP, response) > 0) {
            send(client);
        }
    }

    private void send(InetSocketAddress client) {
        response.flip();
        try {
            channel.send(response, client);
        } catch (IOException e) {
            // No route back, or a firewall of our own: the next client is not concerned.
            handler.dropped.increment();
        }
    }
}
