package io.dnsfailover.model;

/** Why a check ended as it did: a closed list, so that reports and metrics can count it. */
public enum Reason {
    /** Everything was as expected. */
    EXPECTED(Outcome.PASS),
    /** The connection was refused, or the port reported closed. */
    REFUSED(Outcome.FAIL),
    /** No route to the endpoint, as a router or the endpoint's network said. */
    UNREACHABLE(Outcome.FAIL),
    /** No connection in time. */
    CONNECT_TIMEOUT(Outcome.FAIL),
    /** Connected, or sent, but no complete answer in time. */
    RESPONSE_TIMEOUT(Outcome.FAIL),
    /** The connection was reset. */
    RESET(Outcome.FAIL),
    /** The connection was closed before the answer was complete. */
    CLOSED(Outcome.FAIL),
    /** The TLS handshake failed for another reason than the certificate. */
    TLS_FAILED(Outcome.FAIL),
    /** The certificate is refused for another reason than the following, such as an authority that is not trusted. */
    CERTIFICATE(Outcome.FAIL),
    /** The certificate, or one that it rests on, has expired. */
    CERTIFICATE_EXPIRED(Outcome.FAIL),
    /** The certificate, or one that it rests on, is not valid yet. */
    CERTIFICATE_NOT_YET_VALID(Outcome.FAIL),
    /** The certificate is for another name. */
    CERTIFICATE_NAME(Outcome.FAIL),
    /** The certificate is signed by itself, and is not one that is trusted. */
    CERTIFICATE_SELF_SIGNED(Outcome.FAIL),
    /** The chain of certificates ends before one that is trusted. */
    CERTIFICATE_INCOMPLETE_CHAIN(Outcome.FAIL),
    /** The certificate is not one for servers. */
    CERTIFICATE_USAGE(Outcome.FAIL),
    /** The answer breaks its protocol. */
    MALFORMED(Outcome.FAIL),
    /** An answer with a status that is not expected. */
    STATUS(Outcome.FAIL),
    /** An answer whose content is not what is expected. */
    CONTENT(Outcome.FAIL),
    /** The answer went over a limit before it could be judged. */
    TOO_LARGE(Outcome.FAIL),
    /** A redirect that the policy does not allow. */
    REDIRECT(Outcome.FAIL),
    /** Everything was as expected, but the latency of the last checks is over the limit of the policy. Only the core says so. */
    SLOW(Outcome.FAIL),
    /** The probe's own rule failed the endpoint; for probes that a host brings. */
    OTHER(Outcome.FAIL),
    /** The endpoint's name could not be resolved from here. */
    UNRESOLVED(Outcome.INCONCLUSIVE),
    /** The name leads to an address that the prober may not connect to. */
    ADDRESS_REFUSED(Outcome.INCONCLUSIVE),
    /** The prober ran out of something: sockets, ports, memory, time on the processor. */
    LOCAL_TROUBLE(Outcome.INCONCLUSIVE),
    /** The probe itself broke. */
    PROBE_BROKEN(Outcome.INCONCLUSIVE),
    /** The check was abandoned. */
    CANCELLED(Outcome.INCONCLUSIVE);

    private final Outcome outcome;

    Reason(Outcome outcome) {
        this.outcome = outcome;
    }

    /**
     * The outcome that this reason stands for.
     *
     * @return the same for every check that ends for this reason
     */
    public Outcome outcome() {
        return outcome;
    }
}
