package io.dnsfailover.dns.proof;

import java.io.IOException;
import org.xbill.DNS.Message;

/** What a question came to, as far as the server is to blame. Our own trouble is an exception instead. */
sealed interface Reply {
    /** A whole message that repeats id and question; nothing else in it was looked at. */
    record Answered(Message message) implements Reply {}

    /** A response that is no message. */
    record Malformed(String why) implements Reply {}

    /** None in time, or none to come. */
    record Silent(String why) implements Reply {}

    /** The one place where octets of strangers become a message. */
    static Reply of(byte[] octets) {
        try {
            return new Answered(new Message(octets));
        } catch (IOException | RuntimeException e) { // dnsjava throws unchecked ones on some malformed messages
            return new Malformed("a malformed response: " + e.getMessage());
        }
    }
}
