package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation with an endpoint came to.
 *
 * @param reason why it ended
 * @param detail one line for people
 * @param contentDigest what its content can be compared by; null for nothing
 */
record Finding(Reason reason, String detail, @Nullable String contentDigest) {
    static Finding of(Reason reason, String detail) {
        return new Finding(reason, detail, null);
    }

    Finding with(@Nullable String digest) {
        return new Finding(reason, detail, digest);
    }
}
