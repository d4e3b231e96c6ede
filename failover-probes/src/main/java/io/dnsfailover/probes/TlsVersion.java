package io.dnsfailover.probes;

/** A version of TLS that a check may speak. Older ones are broken, and the JDK does not offer them. */
public enum TlsVersion {
    /** TLS 1.2 (RFC 5246). */
    TLS_1_2("TLSv1.2"),
    /** TLS 1.3 (RFC 8446). */
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /**
     * The name that the JDK knows it by.
     *
     * @return such as {@code TLSv1.3}
     */
    public String protocol() {
        return protocol;
    }

    /** Such as {@code 1.3}. */
    @Override
    public String toString() {
        return protocol.substring("TLSv".length());
    }
}
