package io.dnsfailover.probes.internal;

import java.io.IOException;

/** A DNS message that breaks its format. */
final class DnsFormatException extends IOException {
    private static final long serialVersionUID = 1;

    DnsFormatException(String what) {
        super(what);
    }
}
