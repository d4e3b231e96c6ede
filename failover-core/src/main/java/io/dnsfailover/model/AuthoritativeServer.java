package io.dnsfailover.model;

/**
 * A name server that is authoritative for a zone: one of those that resolvers ask.
 *
 * @param provider who runs it, as far as outages go: the servers of one provider are expected to fail together; 1 to 255 printable
 *     characters
 * @param name its name as NS records have it
 * @param address its address with its port, 1 to 64 printable characters, such as {@code 192.0.2.53 port 53}; a server with several
 *     addresses is there once for each
 */
public record AuthoritativeServer(String provider, DnsName name, String address) {
    private static final int MAX_PROVIDER_CHARS = 255;
    private static final int MAX_ADDRESS_CHARS = 64;

    /** Checks the texts. */
    public AuthoritativeServer {
        check("provider", provider, MAX_PROVIDER_CHARS);
        check("address", address, MAX_ADDRESS_CHARS);
    }

    private static void check(String what, String text, int most) {
        if (text.isEmpty() || text.length() > most || !Printable.of(text).equals(text)) {
            throw new IllegalArgumentException("the " + what + " of an authoritative server has 1 to " + most
                    + " printable characters, unlike '" + Printable.of(text) + "'");
        }
    }

    /** Such as {@code ns1.example.net. (192.0.2.53 port 53)}. */
    @Override
    public String toString() {
        return name + " (" + address + ")";
    }
}
