package io.dnsfailover.examples.failoverd;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses of this machine. */
final class LocalAddress {
    private LocalAddress() {}

    /** Tells whether a socket can have this address now. */
    static boolean canBind(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Such as {@code 127.0.0.1:5300} or {@code [::1]:5300}. */
    static String text(InetSocketAddress place) {
        return InetAddresses.toUriString(place.getAddress()) + ":" + place.getPort();
    }
}
