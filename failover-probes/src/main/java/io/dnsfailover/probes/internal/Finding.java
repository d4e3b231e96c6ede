package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;

/**
 * What a conversation with an endpoint came to.
 *
 * @param reason why it ended
 * @param detail one line for people
 */
record Finding(Reason reason, String detail) {
    static Finding of(Reason reason, String detail) {
        return new Finding(reason, detail);
    }
}
