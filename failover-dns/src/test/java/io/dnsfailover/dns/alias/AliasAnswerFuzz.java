package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.dns.internal.lookup.AnswerReader;
import io.dnsfailover.model.AddressPolicy;
import java.io.IOException;
import java.util.Arrays;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** What a recursive resolver may answer: no more addresses than are taken, and none that must not be published. */
public final class AliasAnswerFuzz {
    private static final int MAX_ADDRESSES = 4;
    private static final AnswerReader READER = new AnswerReader(3, MAX_ADDRESSES, AddressPolicy.publicOnly());
    private static final Name NAME = name();

    private AliasAnswerFuzz() {}

    /** Takes one input: the first octet chooses the family that was asked for, the rest is the response. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Message response;
        try {
            response = new Message(Arrays.copyOfRange(input, 1, input.length));
        } catch (IOException | RuntimeException malformed) {
            return; // the exchange drops it
        }
        Answer answer = READER.read(response, NAME, (input[0] & 1) == 0 ? Type.A : Type.AAAA);
        if (answer.addresses().size() > MAX_ADDRESSES || answer.ttlSeconds() < 0) {
            throw new AssertionError(answer.toString());
        }
        if (answer.addresses().stream().anyMatch(text -> text.startsWith("10.") || text.startsWith("127."))) {
            throw new AssertionError("an address that must not be published: " + answer);
        }
    }

    private static Name name() {
        try {
            return Name.fromString("www.example.com.");
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
