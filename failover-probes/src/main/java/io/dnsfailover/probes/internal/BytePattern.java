package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;

/**
 * Finds bytes in a stream that comes in pieces (Knuth, Morris, Pratt): each byte is looked at once and none is kept,
 * whatever an endpoint sends. Immutable.
 */
public final class BytePattern implements Wanted {
    private final byte[] wanted;
    private final int[] fallback;

    /**
     * A pattern.
     *
     * @param wanted at least one byte
     */
    public BytePattern(byte[] wanted) {
        this.wanted = wanted.clone();
        this.fallback = new int[wanted.length + 1];
        int matched = 0;
        for (int i = 1; i < wanted.length; i++) {
            matched = next(matched, wanted[i]);
            fallback[i + 1] = matched;
        }
    }

    @Override
    public Search begin() {
        return new Search() {
            private int state;

            @Override
            public boolean find(ByteBuffer piece) {
                state = search(state, piece);
                return found(state);
            }

            @Override
            public boolean end() {
                return found(state);
            }
        };
    }

    /**
     * Searches on. Consumes the buffer up to the end of the first match, or all of it.
     *
     * @param state 0 at first, then what the last call returned
     * @param piece the next bytes of the stream
     * @return the new state
     */
    int search(int state, ByteBuffer piece) {
        int matched = state;
        while (matched < wanted.length && piece.hasRemaining()) {
            matched = next(matched, piece.get());
        }
        return matched;
    }

    /** Tells whether a search has found the pattern. */
    boolean found(int state) {
        return state == wanted.length;
    }

    private int next(int state, byte b) {
        int matched = state;
        while (matched > 0 && wanted[matched] != b) {
            matched = fallback[matched];
        }
        return wanted[matched] == b ? matched + 1 : matched;
    }
}
