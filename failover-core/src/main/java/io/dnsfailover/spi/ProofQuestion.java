package io.dnsfailover.spi;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import org.jspecify.annotations.Nullable;

/**
 * One look at one authoritative server.
 *
 * @param server whom to ask
 * @param zone the zone that it should be authoritative for
 * @param expected what it should answer, of a type that the proof
 *     {@linkplain Proof#supports supports}; null to ask only whether it serves the zone, by its SOA record
 */
public record ProofQuestion(
        AuthoritativeServer server, DnsName zone, @Nullable RecordSet expected) {}
