package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.util.Set;
import org.apache.hc.client5.http.impl.TunnelRefusedException;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What it means when a proxy does not help. It is ours, like a cable: its trouble is no evidence against an endpoint, unless
 * it says that it cannot reach it.
 */
final class ProxyTrouble {
    /** A gateway's words for an endpoint that it does not reach (RFC 9110 sections 15.6.3 and 15.6.5). */
    private static final Set<Integer> UNREACHED = Set.of(502, 504);

    private static final int PROXY_AUTHENTICATION = 407;

    private ProxyTrouble() {}

    /** Whether a status is certainly the proxy's own. */
    static boolean isOwn(int status) {
        return status == PROXY_AUTHENTICATION;
    }

    /** The proxy answered to the wish for a tunnel, and not with one. */
    static Finding refused(int status) {
        return UNREACHED.contains(status)
                ? Finding.of(Reason.UNREACHABLE, "the proxy does not reach it (status " + status + ")")
                : Finding.of(Reason.LOCAL_TROUBLE, "the proxy refuses to help (status " + status + ")");
    }

    /** There is no connection to the proxy. */
    static Finding unreachable(Exception trouble) {
        return Finding.of(Reason.LOCAL_TROUBLE, "no connection to the proxy (" + trouble.getMessage() + ")");
    }

    /** Something happened while the proxy was asked for a tunnel. */
    @SuppressWarnings("deprecation") // the client deprecates it, and still throws it
    static Finding of(Exception trouble) {
        if (trouble instanceof TunnelRefusedException refusal) {
            HttpResponse response = refusal.getResponse();
            return refused(response == null ? 0 : response.getCode());
        }
        return Finding.of(Reason.LOCAL_TROUBLE, "trouble with the proxy (" + trouble.getMessage() + ")");
    }
}
