package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;

/** Asks for the addresses of a name. */
@FunctionalInterface
interface Upstream {
    /**
     * Asks for both families. May block, up to a deadline of its own; safe from any thread.
     *
     * @param name the name
     * @return what was answered; failures too
     * @throws InterruptedException when the thread is interrupted
     */
    Lookup ask(DnsName name) throws InterruptedException;
}
