package io.dnsfailover.notify.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS on connections that are there already, and opens none of its own. */
final class UpgradingSockets extends SSLSocketFactory {
    /** Puts TLS on a connection. */
    interface Upgrade {
        Socket of(Socket connection) throws IOException;
    }

    private static final String REFUSAL = "connections are opened by Connection, under its deadline";

    private final Upgrade upgrade;

    UpgradingSockets(Upgrade upgrade) {
        this.upgrade = upgrade;
    }

    @Override
    public Socket createSocket(Socket connection, String host, int port, boolean autoClose) throws IOException {
        return upgrade.of(connection);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException(REFUSAL);
    }
}
