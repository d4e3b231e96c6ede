package io.dnsfailover.dns.proof;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;

/**
 * Who runs which server. Pure.
 *
 * @param bySuffix the providers that were named, by the names that their servers have or lie below
 */
record Providers(Map<DnsName, String> bySuffix) {
    Providers {
        bySuffix = Map.copyOf(bySuffix);
    }

    /** The longest name that fits tells; else the name of the server without its first label does. */
    String of(DnsName server) {
        return bySuffix.keySet().stream()
                .filter(server::isAtOrBelow)
                .max(Comparator.comparingInt(suffix -> suffix.labels().size()))
                .map(bySuffix::get)
                .orElseGet(() -> usual(server));
    }

    private static String usual(DnsName server) {
        String folded = server.folded();
        return server.labels().size() < 2 ? folded : folded.substring(folded.indexOf('.') + 1);
    }

    AuthoritativeServer server(DnsName name, InetSocketAddress address) {
        return new AuthoritativeServer(of(name), name, ServerAddress.text(address));
    }
}
