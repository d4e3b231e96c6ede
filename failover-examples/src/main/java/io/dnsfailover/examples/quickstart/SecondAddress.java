package io.dnsfailover.examples.quickstart;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An address for the backup beside 127.0.0.1. On Linux and Windows all of 127.0.0.0/8 is this machine; not so on macOS. */
final class SecondAddress {
    static final String ADVICE = """
            This machine has no second IPv4 address to put the backup on. Give its loopback interface one:
              macOS, BSD:  sudo ifconfig lo0 alias 127.0.0.2 up""";

    private SecondAddress() {}

    /** 127.0.0.2, or any other IPv4 address of this machine; null when there is none. */
    static @Nullable InetAddress find() throws IOException {
        InetAddress usual = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        Stream<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress());
        return Stream.concat(Stream.of(usual), others)
                .filter(SecondAddress::isHere)
                .findFirst()
                .orElse(null);
    }

    private static boolean isHere(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
