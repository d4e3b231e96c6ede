package io.dnsfailover;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what a host plugged in: one that fails must not keep the others open. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} could not be closed", resource, e);
        }
    }
}
