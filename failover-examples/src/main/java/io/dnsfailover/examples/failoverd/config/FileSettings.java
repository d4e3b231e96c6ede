package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.file.FilePublisher;
import io.dnsfailover.dns.file.FilePublisherBuilder;
import io.dnsfailover.model.DnsName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Zone files that are written, and loaded by a command.
 *
 * @param zones the zone files
 * @param reload the command and its arguments; empty for none
 * @param servers the servers that must serve a change
 * @param owner whose the record sets are, as written into their marks
 * @param timeout the deadline over each call
 */
public record FileSettings(
        Map<DnsName, Path> zones, List<String> reload, List<InetSocketAddress> servers, String owner, Duration timeout)
        implements PublisherSettings.Direct {
    @Override
    public FilePublisher publisher() {
        Iterator<Map.Entry<DnsName, Path>> each = zones.entrySet().iterator();
        Map.Entry<DnsName, Path> first = each.next();
        FilePublisherBuilder builder = FilePublisher.of(first.getKey().toString(), first.getValue());
        each.forEachRemaining(zone -> builder.zone(zone.getKey().toString(), zone.getValue()));
        if (!reload.isEmpty()) {
            builder.reload(reload.toArray(new String[0]));
        }
        servers.forEach(builder::check);
        return builder.owner(owner).timeout(timeout).build();
    }
}
