package io.dnsfailover.notify;

import io.dnsfailover.model.Printable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom to tell, under a name that policies use: {@code .notify("ops")}.
 *
 * @param name one to 64 letters, digits, dots, hyphens and underscores
 * @param addresses one to 100 different addresses, in order
 */
public record ContactList(String name, List<MailAddress> addresses) {
    /** The most addresses in one list; a mail server takes 100 recipients at least (RFC 5321 section 4.5.3.1.8). */
    public static final int MAX_ADDRESSES = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks name and addresses. */
    public ContactList {
        addresses = List.copyOf(addresses);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("contact list '" + Printable.of(name)
                    + "': a name has 1 to 64 letters, digits, dots, hyphens and underscores");
        }
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    "contact list '" + name + "': has 1 to " + MAX_ADDRESSES + " addresses, not " + addresses.size());
        }
        Set<MailAddress> seen = new HashSet<>();
        for (MailAddress address : addresses) {
            if (!seen.add(address)) {
                throw new IllegalArgumentException("contact list '" + name + "': holds " + address + " twice");
            }
        }
    }

    /**
     * A list from texts.
     *
     * @param name one to 64 letters, digits, dots, hyphens and underscores
     * @param addresses one to 100 different addresses, in order
     * @return the list
     * @throws IllegalArgumentException when the name or an address is wrong; names it and the rule
     */
    public static ContactList of(String name, String... addresses) {
        return new ContactList(
                name, List.of(addresses).stream().map(MailAddress::new).toList());
    }
}
