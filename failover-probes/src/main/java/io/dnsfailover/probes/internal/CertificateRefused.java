package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.security.cert.CertificateException;

/** A certificate was refused, and we know why. */
final class CertificateRefused extends CertificateException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    CertificateRefused(Finding finding, CertificateException cause) {
        super(finding.detail(), cause);
        this.reason = finding.reason();
    }

    /** One of the reasons for certificates. */
    Reason reason() {
        return reason;
    }
}
