package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * Sends one datagram and judges what comes back. The socket is connected and takes a fresh port for each
 * check: only the endpoint can answer, and the system tells us when it says that its port is closed.
 */
final class UdpConversation implements Conversation, NetLoop.Handler {
    /** An endpoint that sends more than this beside the question fails, instead of keeping us busy. */
    private static final int MAX_IGNORED = 100;

    private final Check check;
    private final UdpDialogue dialogue;
    private final Way way;
    private Failures.Phase phase = Failures.Phase.OPEN;
    private @Nullable DatagramChannel channel;
    private int ignored;

    UdpConversation(Check check, UdpDialogue dialogue, Way way) {
        this.check = check;
        this.dialogue = dialogue;
        this.way = way;
    }

    @Override
    public void start(InetAddress address) {
        try {
            DatagramChannel opened = DatagramChannel.open(Sockets.family(address));
            channel = opened;
            opened.configureBlocking(false);
            Sockets.bind(opened, way.source());
            phase = Failures.Phase.CONNECT;
            opened.connect(new InetSocketAddress(address, way.port()));
            phase = Failures.Phase.DATAGRAM;
            check.loop().register(opened, SelectionKey.OP_READ, this);
            check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
            if (opened.write(dialogue.question()) == 0) {
                check.end(Reason.LOCAL_TROUBLE, "the socket took no datagram");
            }
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        ByteBuffer buffer = check.loop().buffer();
        if (((DatagramChannel) key.channel()).receive(buffer) == null) {
            return;
        }
        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
        buffer.flip();
        Finding finding = dialogue.judge(buffer);
        if (finding != null) {
            check.status(dialogue.status());
            check.end(finding);
        } else if (++ignored > MAX_IGNORED) {
            check.end(Reason.MALFORMED, "more than " + MAX_IGNORED + " datagrams that do not answer the question");
        }
    }

    @Override
    public void broken(Throwable trouble) {
        check.end(Failures.of(phase, trouble));
    }

    @Override
    public Finding late() {
        return dialogue.silence(check.patience());
    }

    @Override
    public long heldUpNanos() {
        return 0; // there are none
    }

    @Override
    public void free() {
        Sockets.close(channel);
        channel = null;
    }
}
