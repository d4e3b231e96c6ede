package io.dnsfailover.dns.proof;

import java.io.IOException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What a question came to, as far as the server is to blame. Our own trouble is an exception instead. */
sealed interface Reply {
    /** A whole message that repeats id and question; nothing else in it was looked at. */
    record Answered(Message message) implements Reply {
        @Override
        public String why() {
            return Rcode.string(message.getRcode());
        }
    }

    /** A response that is no message. */
    record Malformed(String why) implements Reply {}

    /** None in time, or none to come. */
    record Silent(String why) implements Reply {}

    /** What is wrong with it, where something is. */
    String why();

    /** The one place where octets of strangers become a message. */
    static Reply of(byte[] octets) {
        try {
            return new Answered(new Message(octets));
        } catch (IOException | RuntimeException e) { // dnsjava throws unchecked ones on some malformed messages
            return new Malformed("a malformed response: " + e.getMessage());
        }
    }
}
