package io.dnsfailover.spi;

/**
 * A publisher that can take a record set away. Only for what stands for something else and has company: the IPv6 addresses of an ANAME
 * whose new target has IPv4 addresses only. The engine itself never asks for it.
 */
public interface WithdrawingPublisher extends DnsPublisher {
    /**
     * Takes a record set away and leaves its mark, with the new generation and token, so that an older writer still loses. Returns only
     * when the server has confirmed it and a read shows it; what is gone already, with this very mark, is not written again. Only what
     * the publisher has marked as its own goes; other record sets are not touched.
     *
     * <p>Called like {@link #replace}, with the same deadline and the same meaning of an interrupt.
     *
     * @param withdrawal what to take away, and what must be there before
     * @throws PublishException when it did not happen or may not have happened; the effect says which
     * @throws InterruptedException when the thread is interrupted; the effect is then not known
     */
    void withdraw(Withdrawal withdrawal) throws PublishException, InterruptedException;
}
