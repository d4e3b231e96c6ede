package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One question in a datagram and what its answer means; one for each check. Loop thread only. */
interface UdpDialogue {
    /** Makes one for each check. */
    @FunctionalInterface
    interface Kind {
        /** With numbers of its own, where the protocol has such. */
        UdpDialogue begin();
    }

    /** The datagram to send. */
    ByteBuffer question();

    /** What a datagram from the endpoint means; null when it is no answer to the question, and others are waited for. */
    @Nullable
    Finding judge(ByteBuffer answer);

    /**
     * What it means that no answer came.
     *
     * @param patience how long was waited, for people
     */
    default Finding silence(String patience) {
        return Finding.of(Reason.RESPONSE_TIMEOUT, "no answer within " + patience);
    }

    /** The protocol's status of what was judged last; 0 where there is none. */
    default int status() {
        return 0;
    }
}
