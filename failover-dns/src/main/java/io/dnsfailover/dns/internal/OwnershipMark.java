package io.dnsfailover.dns.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The TXT record that stands beside a record set and says whose it is and how new. It is written in the same message as the
 * record set, and its old value is a prerequisite of that message: that is what makes a late writer lose.
 *
 * <p>The text is {@code v=1 owner=failover generation=57 token=3}, exactly so: what differs by one character is not ours.
 *
 * @param owner the name of the ownership
 * @param generation the generation of the decision, from 1
 * @param token the fencing token of the controller that decided, from 0
 */
public record OwnershipMark(String owner, long generation, long token) {
    /** Long enough to be cached by nobody who matters: only publishers read it, from the server itself. */
    public static final int TTL_SECONDS = 60;

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9._-]{1,63}");
    private static final Pattern TEXT = Pattern.compile(
            "v=1 owner=([A-Za-z0-9._-]{1,63}) generation=([1-9][0-9]{0,18}) token=(0|[1-9][0-9]{0,18})");
    private static final Pattern SOME_VERSION = Pattern.compile("v=[0-9]+ owner=.*");

    /**
     * Tells whether a text can stand as the owner in a mark.
     *
     * @param owner the text
     * @return true for 1 to 63 letters, digits, dots, hyphens and underscores
     */
    public static boolean isOwner(String owner) {
        return OWNER.matcher(owner).matches();
    }

    /**
     * Where the mark of a record set stands: {@code _failover-a.www.example.com.} for {@code www.example.com. A},
     * {@code _failover-a.example.com.} for the apex, {@code _failover-a-wildcard.example.com.} for {@code *.example.com. A}. A
     * name below a wildcard label would be legal (RFC 4592 section 2.1.1), but too many tools refuse it.
     *
     * @param key the record set
     * @return the owner name of its mark
     * @throws IllegalArgumentException when the name would be too long
     */
    public static DnsName nameFor(RecordSetKey key) {
        String type = key.type().name().toLowerCase(Locale.ROOT);
        String owner = key.owner().toString();
        return owner.startsWith("*.")
                ? DnsName.of("_failover-" + type + "-wildcard" + owner.substring(1))
                : key.owner().child("_failover-" + type);
    }

    /**
     * Reads a mark.
     *
     * @param strings the strings of one TXT record
     * @return the mark; null when they are none of this version
     */
    public static @Nullable OwnershipMark parse(List<String> strings) {
        Matcher matcher = TEXT.matcher(String.join("\n", strings));
        if (!matcher.matches()) {
            return null;
        }
        try {
            return new OwnershipMark(
                    matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Tells whether a text is a mark of some version, so that it was written by a library like this one.
     *
     * @param text what stands where a mark belongs
     * @return true when it begins as a mark does
     */
    public static boolean looksLikeOne(String text) {
        return SOME_VERSION.matcher(text).matches();
    }

    /**
     * The mark as it is written.
     *
     * @return the one string of the TXT record
     */
    public String text() {
        return "v=1 owner=" + owner + " generation=" + generation + " token=" + token;
    }
}
