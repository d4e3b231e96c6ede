package io.dnsfailover.model;

/**
 * An address or host name that may be published, and that is checked all the time.
 *
 * @param id what people call it; unique in its policy; 1 to 255 letters, digits, dots, colons, hyphens,
 *     underscores and asterisks, but not {@code *} alone, which stands for the whole record in orders and events
 * @param target where it is
 * @param port the port to check, 1 to 65535, or 0 for the port of the policy's probe
 */
public record Endpoint(String id, Target target, int port) {
    private static final int MAX_ID_CHARS = 255;

    /** Checks id and port. */
    public Endpoint {
        if (!isId(id)) {
            throw new IllegalArgumentException("endpoint id '" + Printable.of(id) + "' must have 1 to " + MAX_ID_CHARS
                    + " letters, digits, '.', ':', '-', '_' or '*', and must not be '*' alone");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("endpoint '" + id + "': port " + port + " is not in 1 to 65535");
        }
    }

    /**
     * An endpoint that is called by its target and checked on the port of the probe.
     *
     * @param target an IP literal, or an absolute name
     * @return the endpoint
     * @throws IllegalArgumentException when the target is neither
     */
    public static Endpoint of(String target) {
        Target parsed = Target.parse(target);
        return new Endpoint(parsed.toString(), parsed, 0);
    }

    /**
     * This endpoint by another id.
     *
     * @param newId the id
     * @return a copy
     */
    public Endpoint named(String newId) {
        return new Endpoint(newId, target, port);
    }

    /**
     * This endpoint with a port of its own to check.
     *
     * @param newPort 1 to 65535, or 0 for the port of the probe
     * @return a copy
     */
    public Endpoint onPort(int newPort) {
        return new Endpoint(id, target, newPort);
    }

    private static boolean isId(String id) {
        return !id.isEmpty()
                && !id.equals("*")
                && id.length() <= MAX_ID_CHARS
                && id.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || ".:-_*".indexOf(c) >= 0);
    }

    /** Such as {@code backup (192.0.2.20)}, or the target alone when that is the id. */
    @Override
    public String toString() {
        String where = port == 0 ? target.toString() : target + " port " + port;
        return id.equals(target.toString()) ? where : id + " (" + where + ")";
    }
}
