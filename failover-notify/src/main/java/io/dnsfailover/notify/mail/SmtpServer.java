package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.internal.Peer;
import io.dnsfailover.notify.internal.Tls;
import io.dnsfailover.spi.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A mail server, and how to talk to it.
 *
 * @param peer where it is
 * @param startTls whether the conversation has to become secure before anything else
 * @param login null for none
 * @param heloName how we name ourselves; null for our address
 * @param tls how to secure the connection
 */
record SmtpServer(
        Peer peer,
        boolean startTls,
        @Nullable Login login,
        @Nullable String heloName,
        Tls tls) {
    /**
     * Who we are there.
     *
     * @param user the name
     * @param password the password
     */
    record Login(String user, Secret password) {}
}
