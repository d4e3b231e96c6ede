package io.dnsfailover.examples.probe;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.spi.ProbeRequest;
import java.io.Closeable;
import java.util.function.Consumer;

// tag::interface[]
/** A check that blocks until it has its result. */
@FunctionalInterface
public interface BlockingCheck {
    /**
     * Checks an endpoint. Called on a thread that may block; another thread may close what this one has opened, which
     * must wake it up.
     *
     * @param request what to check, and by when
     * @param opened takes what has to be closed to abandon the check, before it blocks for the first time
     * @return what was seen; a dead endpoint is a result as well
     * @throws Exception when the check itself broke, which is no evidence against the endpoint
     */
    ProbeResult check(ProbeRequest request, Consumer<Closeable> opened) throws Exception;
}
// end::interface[]
