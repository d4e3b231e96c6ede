package io.dnsfailover.probes.internal;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds a regular expression in a stream, in time linear in what comes (RE2): an endpoint cannot make it backtrack. What has come
 * is kept and looked at again when more comes; how often is bounded, so that an endpoint that sends byte by byte costs no more
 * than one that does not. Whatever else matched while more was still coming is found at the end.
 */
public final class LinearPattern implements Wanted {
    /** The most bytes that are looked at; what comes after them is not. */
    static final int MAX_BYTES = 16 * 1024;

    /** Up to this sum of lengths everything is looked at again with each piece, then only when it has grown by half. */
    private static final int FREE_BYTES = 16 * 1024;

    private static final int FIRST_BYTES = 512;

    private final Pattern pattern;

    /**
     * A pattern.
     *
     * @param pattern that is known to be sound
     */
    public LinearPattern(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public Search begin() {
        return new Scan();
    }

    private final class Scan implements Search {
        private byte[] seen = new byte[FIRST_BYTES];
        private int length;
        private int looked;
        private int spent;
        private boolean found;

        @Override
        public boolean find(ByteBuffer piece) {
            int count = Math.min(piece.remaining(), MAX_BYTES - length);
            if (length + count > seen.length) {
                seen = Arrays.copyOf(seen, Math.min(MAX_BYTES, Math.max(length + count, 2 * seen.length)));
            }
            piece.get(seen, length, count);
            piece.position(piece.limit());
            length += count;
            boolean due = spent < FREE_BYTES || length - looked >= looked / 2 || length == MAX_BYTES;
            return found || (due && look());
        }

        @Override
        public boolean end() {
            return found || (looked < length && look());
        }

        private boolean look() {
            looked = length;
            spent += length;
            found = pattern.matcher(Arrays.copyOf(seen, length)).find();
            return found;
        }
    }
}
