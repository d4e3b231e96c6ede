package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.answer.ZoneInfo;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The embedded DNS server.
 *
 * @param listen where it answers; empty for no sockets
 * @param zones what its zones say of themselves, where the file says it
 * @param listener what its sockets allow
 * @param answers what it answers beside the records
 */
public record DnsSettings(
        List<InetSocketAddress> listen, List<ZoneInfo> zones, ListenerSettings listener, AnswerSettings answers) {
    /** No embedded server. */
    public static final DnsSettings NONE =
            new DnsSettings(List.of(), List.of(), ListenerSettings.DEFAULT, AnswerSettings.DEFAULT);

    /** Copies the lists. */
    public DnsSettings {
        listen = List.copyOf(listen);
        zones = List.copyOf(zones);
    }
}
