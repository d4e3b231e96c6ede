package io.dnsfailover.dns.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the serial of the SOA record stands in the text of a zone file (RFC 1035 section 5.1).
 *
 * @param start index of its first digit
 * @param end index behind its last digit
 * @param value the serial
 */
record SoaSerial(int start, int end, long value) {
    private static final int SERIAL_BEHIND_TYPE = 3;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    /** What may stand between the owner and the type: a time to live and the class, in either order. */
    private static final Pattern TTL_OR_CLASS = Pattern.compile("(?i)IN|([0-9]+[smhdw]?)+");

    /** A word of the file and where it stands. */
    private record Token(int start, int end) {}

    /** Finds it; null when the text has no SOA record. */
    static @Nullable SoaSerial find(String text) {
        Scanner scanner = new Scanner(text);
        for (Entry entry = scanner.next(); entry != null; entry = scanner.next()) {
            SoaSerial found = in(text, entry);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable SoaSerial in(String text, Entry entry) {
        int at = entry.hasOwner ? 1 : 0;
        while (at < entry.tokens.size()
                && TTL_OR_CLASS.matcher(word(text, entry, at)).matches()) {
            at++;
        }
        int serialAt = at + SERIAL_BEHIND_TYPE;
        if (serialAt >= entry.tokens.size() || !word(text, entry, at).equalsIgnoreCase("SOA")) {
            return null;
        }
        Token serial = entry.tokens.get(serialAt);
        String digits = text.substring(serial.start, serial.end);
        return DIGITS.matcher(digits).matches()
                ? new SoaSerial(serial.start, serial.end, Long.parseLong(digits))
                : null;
    }

    private static String word(String text, Entry entry, int number) {
        Token token = entry.tokens.get(number);
        return text.substring(token.start, token.end);
    }

    /** The text with another serial in this place. */
    String replacedIn(String text, long serial) {
        return text.substring(0, start) + serial + text.substring(end);
    }

    /** One entry of the file: a line, or several within parentheses. */
    private static final class Entry {
        private final boolean hasOwner;
        private final List<Token> tokens = new ArrayList<>();

        private Entry(boolean hasOwner) {
            this.hasOwner = hasOwner;
        }
    }

    /** Goes through the text once. */
    private static final class Scanner {
        private final String text;
        private int at;

        private Scanner(String text) {
            this.text = text;
        }

        /** The next entry, which may have no tokens; null at the end. */
        @Nullable
        Entry next() {
            if (at >= text.length()) {
                return null;
            }
            Entry entry = new Entry(!isBlank(text.charAt(at)));
            int depth = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '\n' && depth == 0) {
                    at++;
                    return entry;
                }
                if (c == ';') {
                    skipComment();
                } else if (c == '(' || c == ')') {
                    depth = Math.max(0, depth + (c == '(' ? 1 : -1));
                    at++;
                } else if (isBlank(c) || c == '\n') {
                    at++;
                } else {
                    entry.tokens.add(token(c == '"'));
                }
            }
            return entry;
        }

        private void skipComment() {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }

        private Token token(boolean quoted) {
            int start = at++;
            while (at < text.length() && !isEnd(text.charAt(at), quoted)) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(text.length(), quoted ? at + 1 : at);
            return new Token(start, at);
        }

        private static boolean isEnd(char c, boolean quoted) {
            return quoted ? c == '"' || c == '\n' : isBlank(c) || c == '\n' || c == ';' || c == '(' || c == ')';
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\r';
        }
    }
}
