package io.dnsfailover.examples.failoverd;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.remotebackend.RemoteBackend;
import io.dnsfailover.examples.failoverd.config.DnsSettings;
import io.dnsfailover.spi.RecordDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The embedded DNS server.
 *
 * @param listeners its sockets
 * @param remoteBackend what a PowerDNS asks; null for none
 */
record EmbeddedDns(List<DnsListener> listeners, @Nullable RemoteBackend remoteBackend) implements AutoCloseable {
    static EmbeddedDns start(DnsSettings settings, RecordDirectory records) throws StartException {
        Answerer.Builder builder = Answerer.over(records);
        settings.zones().forEach(builder::zone);
        settings.answers().applyTo(builder);
        Answerer answerer = builder.build();
        List<DnsListener> listeners = new ArrayList<>();
        try {
            for (InetSocketAddress address : settings.listen()) {
                listeners.add(listen(settings, address, answerer));
            }
            Path socket = settings.answers().remoteBackend();
            return new EmbeddedDns(listeners, socket == null ? null : backend(socket, answerer));
        } catch (StartException e) {
            listeners.forEach(DnsListener::close);
            throw e;
        }
    }

    private static DnsListener listen(DnsSettings settings, InetSocketAddress address, Answerer answerer)
            throws StartException {
        try {
            return settings.listener().applyTo(DnsListener.at(address)).start(answerer);
        } catch (IOException | UnsupportedOperationException e) {
            throw new StartException(
                    "cannot answer on " + LocalAddress.text(address) + " (dns.listen): " + e.getMessage(), e);
        }
    }

    private static RemoteBackend backend(Path socket, Answerer answerer) throws StartException {
        try {
            return RemoteBackend.start(socket, answerer);
        } catch (IOException e) {
            throw new StartException("cannot answer on " + socket + " (dns.remote-backend): " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        listeners.forEach(DnsListener::close);
        if (remoteBackend != null) {
            remoteBackend.close();
        }
    }
}
