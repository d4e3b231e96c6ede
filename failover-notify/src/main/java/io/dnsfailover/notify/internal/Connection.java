package io.dnsfailover.notify.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a peer, from the resolution of its name on. Opened and used by one thread; abandoned by any other at any time,
 * which ends whatever the first one waits for, but for the resolution of a name.
 */
public final class Connection {
    /** The most octets that a server may send in one conversation, its handshake among them. */
    static final long MAX_RECEIVED = 512 * 1024;

    private static final int MAX_ADDRESSES = 4;

    private final Peer peer;
    private final Tls tls;
    private final long deadline;
    private final CompletableFuture<@Nullable Void> outcome = new CompletableFuture<>();
    private final Object lock = new Object();
    private @Nullable Socket raw; // guarded by lock
    private boolean abandoned; // guarded by lock
    private volatile String stage = "waiting for a thread";

    Connection(Peer peer, Tls tls, long deadlineNanos) {
        this.peer = peer;
        this.tls = tls;
        this.deadline = deadlineNanos;
    }

    /** Resolves, connects, and makes the handshake where TLS begins with the first octet. */
    Socket open() throws IOException {
        stage = "resolving " + peer.host();
        InetAddress[] addresses = InetAddress.getAllByName(peer.host());
        Socket connected = connect(addresses);
        connected.setTcpNoDelay(true);
        if (peer.tls()) {
            stage = "TLS handshake with " + peer;
            connected = tls.over(connected, peer);
        }
        stage = "talking to " + peer;
        return connected;
    }

    /** The addresses in their order, until one takes the connection; each gets its share of what is left of the time. */
    private Socket connect(InetAddress[] addresses) throws IOException {
        IOException last = new UnknownHostException(peer.host() + " has no address");
        int count = Math.min(addresses.length, MAX_ADDRESSES);
        for (int i = 0; i < count; i++) {
            stage = "connecting to " + new Peer(addresses[i].getHostAddress(), peer.port(), peer.tls());
            Socket socket = register(new BoundedSocket(MAX_RECEIVED));
            try {
                // The address with the name that was asked for, so that nothing ever looks for a name of the address.
                InetAddress named = InetAddress.getByAddress(peer.host(), addresses[i].getAddress());
                socket.connect(new InetSocketAddress(named, peer.port()), millisLeft() / (count - i));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private Socket register(Socket socket) throws IOException {
        synchronized (lock) {
            if (abandoned) {
                socket.close();
                throw new IOException("abandoned");
            }
            raw = socket;
            return socket;
        }
    }

    /** At least 1: a timeout of 0 would be none. */
    private int millisLeft() throws SocketTimeoutException {
        long millis = (deadline - NotifyThreads.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the deadline has passed");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /**
     * Closes the connection below TLS. Closing a TLS socket would say goodbye first, and wait for whoever writes to it.
     */
    void abandon() {
        Socket socket;
        synchronized (lock) {
            abandoned = true;
            socket = raw;
        }
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }

    /**
     * Called by the conversation when the peer has taken the message: what goes wrong after this does not matter any more.
     */
    public void accepted() {
        outcome.complete(null);
    }

    void failed(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /** Ends as soon as it is known whether the peer has taken the message. */
    CompletableFuture<@Nullable Void> outcome() {
        return outcome;
    }

    /** How far it came, in words. */
    String stage() {
        return stage;
    }
}
