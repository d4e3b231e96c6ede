package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.lookup.Answer;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a name was resolved to, both families at about the same time.
 *
 * @param a for IPv4
 * @param aaaa for IPv6
 */
record Lookup(Answer a, Answer aaaa) {
    static Lookup failed(String why) {
        return new Lookup(Answer.failed(why), Answer.failed(why));
    }

    /** Whether both families were answered, and one of them at least with addresses. */
    boolean isGood() {
        return (a.isFound() || aaaa.isFound()) && a.kind() != Answer.Kind.FAILED && aaaa.kind() != Answer.Kind.FAILED;
    }

    boolean hasAddresses() {
        return a.isFound() || aaaa.isFound();
    }

    /** How long it lives, as it came: as long as the addresses that were found. */
    long ttlSeconds() {
        return Stream.of(a, aaaa)
                .filter(Answer::isFound)
                .mapToLong(Answer::ttlSeconds)
                .min()
                .orElse(0);
    }

    /** What is to be said about it; empty when there is nothing. */
    String note() {
        String notes = Stream.of(a.note(), aaaa.note())
                .filter(note -> !note.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        boolean empty = a.kind() == Answer.Kind.NONE && Objects.equals(a.kind(), aaaa.kind());
        return empty ? "the name exists and has no addresses" : notes;
    }
}
