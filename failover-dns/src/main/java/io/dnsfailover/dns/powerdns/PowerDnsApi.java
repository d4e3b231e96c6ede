package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.Json;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.ExchangeException;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests of the API, and what its replies mean. Safe for concurrent use. */
final class PowerDnsApi {
    private static final String SERVER = "/api/v1/servers/localhost";
    private static final int MAX_SHOWN_CHARS = 300;

    private final String server;
    private final String host;
    private final Secret key;
    private final HttpTransport transport;

    /**
     * Asks nothing yet.
     *
     * @param server what to call the server in messages
     * @param host what the request says it is for
     */
    PowerDnsApi(String server, String host, Secret key, HttpTransport transport) {
        this.server = server;
        this.host = host;
        this.key = key;
        this.transport = transport;
    }

    /** The zone with one of its record sets. */
    Map<?, ?> zone(DnsName zone, DnsName owner, String type, Deadline deadline)
            throws PublishException, InterruptedException {
        return read(
                path(zone) + "?rrset_name=" + escaped(owner) + "&rrset_type=" + type,
                server + ": cannot read " + owner + " " + type + ": ",
                deadline);
    }

    /** The zone without any. */
    Map<?, ?> zone(DnsName zone, Deadline deadline) throws PublishException, InterruptedException {
        return read(path(zone) + "?rrsets=false", server + ": cannot read the zone " + zone + ": ", deadline);
    }

    private Map<?, ?> read(String path, String what, Deadline deadline) throws PublishException, InterruptedException {
        HttpReply reply;
        try {
            reply = transport.exchange(request("GET", path, ""), deadline);
        } catch (ExchangeException e) {
            throw new PublishException(PublishEffect.NONE, what + hidden(e.getMessage()), e);
        }
        if (reply.status() != 200) {
            throw new PublishException(PublishEffect.NONE, what + said(reply));
        }
        try {
            return PowerDnsRecords.object(Json.parse(text(reply)));
        } catch (IOException e) {
            throw unreadable(what, e);
        }
    }

    /** A reply that is none of the API's. */
    PublishException unreadable(String what, IOException e) {
        return new PublishException(
                PublishEffect.NONE, what + "the reply cannot be understood: " + hidden(e.getMessage()), e);
    }

    /**
     * Writes.
     *
     * @return null when it is written; else why the server took none of it, which a part of it may be the cause of
     */
    @Nullable
    PublishException patch(DnsName zone, String body, String what, Deadline deadline)
            throws PublishException, InterruptedException {
        HttpReply reply = send("PATCH", path(zone), body, what, deadline);
        return switch (reply.status()) {
            case 200, 204 -> null;
            // Said before anything is written, or after all of it was taken back.
            case 400, 413, 422 -> new PublishException(PublishEffect.NONE, what + said(reply));
            default -> {
                boolean refused = reply.status() >= 300 && reply.status() < 500;
                throw new PublishException(refused ? PublishEffect.NONE : PublishEffect.UNKNOWN, what + said(reply));
            }
        };
    }

    /** Makes the names of a signed zone provable again, after the write of new ones. */
    void rectify(DnsName zone, Deadline deadline) throws PublishException, InterruptedException {
        confirm(path(zone) + "/rectify", server + ": cannot rectify the zone " + zone + ": ", deadline);
    }

    /** Drops what the caches of the server hold for a name. */
    void flush(DnsName name, Deadline deadline) throws PublishException, InterruptedException {
        confirm(
                SERVER + "/cache/flush?domain=" + escaped(name),
                server + ": cannot flush " + name + " from the caches: ",
                deadline);
    }

    private void confirm(String path, String what, Deadline deadline) throws PublishException, InterruptedException {
        HttpReply reply = send("PUT", path, "", what, deadline);
        if (reply.status() != 200) {
            throw new PublishException(PublishEffect.UNKNOWN, what + said(reply));
        }
    }

    private HttpReply send(String method, String path, String body, String what, Deadline deadline)
            throws PublishException, InterruptedException {
        try {
            return transport.exchange(request(method, path, body), deadline);
        } catch (ExchangeException e) {
            PublishEffect effect = e.sent() ? PublishEffect.UNKNOWN : PublishEffect.NONE;
            throw new PublishException(effect, what + hidden(e.getMessage()), e);
        }
    }

    private byte[] request(String method, String path, String body) {
        return (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-API-Key: " + key.reveal()
                        + "\r\nUser-Agent: dns-failover-java\r\nAccept: application/json\r\nAccept-Encoding: identity"
                        + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String path(DnsName zone) {
        return SERVER + "/zones/" + escaped(zone);
    }

    private static String escaped(DnsName name) {
        return name.toString().replace("*", "%2A");
    }

    /** What a refusal says: JSON with an {@code error}, or text. */
    private String said(HttpReply reply) {
        String why = "the server says " + reply.status();
        if (reply.status() >= 300 && reply.status() < 400) {
            return why + ", and redirects are not followed";
        }
        String detail = new String(reply.body(), StandardCharsets.UTF_8).strip();
        try {
            if (Json.parse(text(reply)) instanceof Map<?, ?> json && json.get("error") instanceof String error) {
                detail = error;
            }
        } catch (IOException e) {
            // Then it is text.
        }
        return detail.isEmpty() ? why : why + ": " + hidden(detail);
    }

    private static String text(HttpReply reply) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(reply.body()))
                .toString();
    }

    /** Foreign text, without the secret that it may repeat. */
    private String hidden(@Nullable String text) {
        String safe = Printable.of(key.hideIn(String.valueOf(text)));
        return safe.length() <= MAX_SHOWN_CHARS ? safe : safe.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
