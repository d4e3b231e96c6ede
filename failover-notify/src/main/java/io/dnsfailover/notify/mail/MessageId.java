package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The Message-ID of a notification: the same in every attempt, so that a mailbox recognizes a duplicate. */
final class MessageId {
    private static final int MAX_CHARS = 120;

    private MessageId() {}

    /**
     * From the key of the message, in characters of a dot-atom: others become {@code =} and two digits. A long key becomes its
     * digest.
     */
    static String of(Message message, MailAddress sender) {
        StringBuilder local = new StringBuilder("failover.");
        String key = message.key();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean plain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            local.append(plain ? String.valueOf(c) : String.format("=%02X", (int) c));
        }
        if (local.length() > MAX_CHARS) {
            return "<failover." + digest(key) + "@" + sender.domain() + ">";
        }
        return "<" + local + "@" + sender.domain() + ">";
    }

    private static String digest(String key) {
        try {
            byte[] octets = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
