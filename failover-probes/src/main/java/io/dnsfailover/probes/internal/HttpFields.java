package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one head or of the trailers, bounded: kept as they came, and read when somebody asks for one. For one thread. */
final class HttpFields {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private static final int USUAL_SIZE = 256;

    private byte[] block = new byte[0]; // one line after the other, each with a line feed at its end
    private int size;
    private int count;
    private int lastStart;

    /** Takes a line of the block without its end; null when it is well-formed. */
    @Nullable
    Finding add(byte[] line, int length) {
        boolean folded = line[0] == ' ' || line[0] == '\t';
        if (folded && count > 0) {
            block[size - 1] = ' '; // in place of the line feed
            int start = blanks(line, 0, length);
            if (size - lastStart + length - start > HttpSide.MAX_LINE_CHARS) {
                return HttpReader.tooLarge("Maximum line length limit exceeded");
            }
            append(line, start, length);
            return null;
        }
        if (++count > HttpSide.MAX_HEADERS) {
            return HttpReader.tooLarge("Maximum header count exceeded");
        }
        if (!isField(line, length)) {
            String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
            return Finding.of(Reason.MALFORMED, "not HTTP (Invalid header: <" + text + ">)");
        }
        lastStart = size;
        append(line, 0, length);
        return null;
    }

    private void append(byte[] line, int from, int to) {
        int needed = size + to - from + 1;
        if (needed > block.length) {
            block = Arrays.copyOf(block, Math.max(Math.max(needed, USUAL_SIZE), 2 * block.length));
        }
        System.arraycopy(line, from, block, size, to - from);
        size = needed;
        block[size - 1] = '\n';
    }

    /** A token, and a colon right after it (RFC 9112 section 5.1). */
    private static boolean isField(byte[] line, int length) {
        int at = 0;
        while (at < length && isTokenByte(line[at])) {
            at++;
        }
        return at > 0 && at < length && line[at] == ':';
    }

    private static boolean isTokenByte(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || (b > 0 && TOKEN_MARKS.indexOf(b) >= 0);
    }

    /** The values of a field, in the order in which they came. */
    List<String> values(String name) {
        List<String> found = List.of();
        for (int start = 0; start < size; ) {
            int end = start;
            while (block[end] != '\n') {
                end++;
            }
            if (isNamed(name, start)) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(value(start + name.length() + 1, end));
            }
            start = end + 1;
        }
        return found;
    }

    private boolean isNamed(String name, int start) {
        if (size - start <= name.length() || block[start + name.length()] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.toLowerCase((char) block[start + i]) != Character.toLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private String value(int from, int to) {
        int start = blanks(block, from, to);
        int end = to;
        while (end > start && (block[end - 1] == ' ' || block[end - 1] == '\t')) {
            end--;
        }
        return new String(block, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static int blanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
