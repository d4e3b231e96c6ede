package io.dnsfailover.benchmarks.answering;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.listen.RateLimit;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The listener in a process of its own, so that its processor time is its own. Arguments: port, records, threads, rate limit or 0. */
final class ListenerProcess {
    private ListenerProcess() {}

    public static void main(String[] args) throws Exception {
        Answerer answerer =
                Answerer.over(new MadeUpRecords(Integer.parseInt(args[1]))).build();
        DnsListener.Builder builder = DnsListener.at(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])))
                .udpThreads(Integer.parseInt(args[2]));
        int limit = Integer.parseInt(args[3]);
        if (limit > 0) {
            builder.rateLimit(RateLimit.perSecond(limit));
        }
        builder.start(answerer);
        // Its threads are daemons: the process lives until the one that started it ends, which closes this.
        System.in.read();
    }
}
