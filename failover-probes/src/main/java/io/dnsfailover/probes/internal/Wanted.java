package io.dnsfailover.probes.internal;

import java.nio.ByteBuffer;

/** What must come in a stream or a datagram. Immutable. */
public interface Wanted {
    /** One search through one stream. Keeps a bounded amount, whatever comes. */
    interface Search {
        /**
         * Searches on. Consumes the piece up to the end of what was found where that is known, or all of it.
         *
         * @param piece the next bytes
         * @return whether it has been found, now or before
         */
        boolean find(ByteBuffer piece);

        /**
         * Nothing more comes.
         *
         * @return whether it has been found after all
         */
        boolean end();
    }

    /** A search that has seen nothing yet. */
    Search begin();
}
