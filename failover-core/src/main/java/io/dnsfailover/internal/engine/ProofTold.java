package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.internal.engine.ProofBook.Entry;
import io.dnsfailover.internal.engine.ProofBook.Stand;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ProofStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is told of a proof: its events and its status, made of what was seen. Pure. */
final class ProofTold {
    private ProofTold() {}

    static ProofEvent.AnswerProven proven(
            FailoverEvent.Header header, ProofBook book, Function<AuthoritativeServer, AuthorityHealth> zone) {
        Moment last = book.lastServed();
        return new ProofEvent.AnswerProven(
                header,
                book.desired(),
                book.generation(),
                seen(book, zone, header.at()),
                last == null ? Duration.ZERO : last.since(book.decidedAt()),
                book.goneBy());
    }

    static ProofEvent.AnswerNotVisible notVisible(
            FailoverEvent.Header header,
            ProofBook book,
            Function<AuthoritativeServer, AuthorityHealth> zone,
            Duration accepted,
            Moment now) {
        return new ProofEvent.AnswerNotVisible(
                header, book.desired(), book.generation(), seen(book, zone, now), accepted);
    }

    private static List<ProofEvent.Seen> seen(
            ProofBook book, Function<AuthoritativeServer, AuthorityHealth> zone, Moment now) {
        List<ProofEvent.Seen> all = new ArrayList<>();
        book.servers().forEach((server, entry) -> {
            Stand stand = book.stand(server, zone.apply(server));
            all.add(
                    entry.served() != null
                            ? new ProofEvent.Seen(
                                    server,
                                    ProofEvent.Stand.SERVES,
                                    entry.served().since(book.decidedAt()),
                                    "")
                            : new ProofEvent.Seen(
                                    server,
                                    stand == Stand.LAGS ? ProofEvent.Stand.LAGS : ProofEvent.Stand.DOES_NOT_ANSWER,
                                    (entry.lastAt() == null ? now : entry.lastAt()).since(book.decidedAt()),
                                    shows(entry)));
        });
        return all;
    }

    private static String shows(Entry entry) {
        return entry.last() == null ? "" : text(entry.last());
    }

    /** What a look showed, on one line. */
    static String text(Sight sight) {
        return sight.kind() == Sight.Kind.OTHER ? sight.detail() : sight.kind() + ", " + sight.detail();
    }

    static ProofStatus status(ProofBook book, boolean complete) {
        List<ProofStatus.Server> servers = new ArrayList<>();
        book.servers()
                .forEach((server, entry) -> servers.add(new ProofStatus.Server(server, entry.served(), entry.last())));
        return new ProofStatus(book.generation(), book.decidedAt(), complete, servers, complete ? book.goneBy() : null);
    }
}
