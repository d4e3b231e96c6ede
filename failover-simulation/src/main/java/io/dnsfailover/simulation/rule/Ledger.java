package io.dnsfailover.simulation.rule;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.status.EndpointStatus;
import io.dnsfailover.status.LocationStatus;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of every engine a second time, from what crosses its border, and finds each evaluation and decision at the event at which it
 * happens: an engine publishes a new status at each.
 */
final class Ledger implements Witness {
    /** The books of one life. */
    private static final class Books {
        final @Nullable RecordBook[] records;
        long decisions;

        @Nullable
        Runnable undoOrder;

        Books(int records) {
            this.records = new RecordBook[records];
        }
    }

    private final World world;
    private final List<Check> checks;
    private final Violations violations;
    private final Map<Integer, Books> lives = new HashMap<>();

    Ledger(World world, List<Check> checks, Violations violations) {
        this.violations = violations;
        this.world = world;
        this.checks = checks;
    }

    @Nullable
    RecordBook book(Life life, int record) {
        Books books = lives.get(life.number());
        return books == null ? null : books.records[record];
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        Books books = new Books(world.blueprint().policies().size());
        lives.put(life.number(), books);
        for (FailoverPolicy policy : life.policies()) {
            books.records[Records.numberOf(policy.name())] = RecordBook.open(
                    policy,
                    loaded.get(policy.name()),
                    life,
                    world.places(),
                    world.timeline().nowNanos());
        }
    }

    @Override
    public void ends(Life life, String how) {
        lives.remove(life.number());
    }

    @Override
    public void sees(Life life, Seen seen) {
        RecordBook book = book(life, seen.record());
        EndpointBook endpoint = book == null ? null : book.endpoint(seen.endpoint());
        if (book != null && endpoint != null) {
            boolean liar = world.places().get(seen.place()).everLied();
            endpoint.views().get(seen.place()).sees(seen, book.policy().damping(), liar);
        }
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        Books books = lives.get(life.number());
        if (books == null) {
            return;
        }
        long now = world.timeline().nowNanos();
        @Nullable RecordBook[] before = books.records.clone();
        Arrays.fill(books.records, null);
        for (FailoverPolicy policy : policies) {
            int record = Records.numberOf(policy.name());
            RecordBook old = before[record];
            books.records[record] = old == null
                    ? RecordBook.open(policy, null, life, world.places(), now)
                    : old.policy().equals(policy) ? old : old.under(policy, world.places(), now);
        }
    }

    @Override
    public void orders(Life life, String policy, Command command) {
        Books books = lives.get(life.number());
        RecordBook book = book(life, Records.numberOf(policy));
        if (books == null || book == null) {
            return;
        }
        long now = life.process().nanoTime();
        if (command instanceof Command.Force force) {
            EndpointBook endpoint = book.endpoint(force.endpointId());
            if (endpoint != null) {
                EndpointBook before = new EndpointBook(endpoint.endpoint(), world.places(), false);
                before.inheritOrder(endpoint);
                books.undoOrder = () -> endpoint.inheritOrder(before);
                endpoint.order(
                        force.kind(),
                        until(force.duration(), now),
                        world.timeline().nowNanos());
            }
        } else if (command instanceof Command.FailBack) {
            boolean before = book.isFailbackOrdered();
            books.undoOrder = () -> book.orderFailback(before);
            book.orderFailback(true);
        } else {
            boolean held = book.isHeld(now);
            long until = book.heldUntil();
            books.undoOrder = () -> book.hold(held, until);
            boolean holds = command instanceof Command.Hold;
            book.hold(holds, command instanceof Command.Hold hold ? until(hold.duration(), now) : 0);
        }
    }

    private static long until(@Nullable Duration duration, long now) {
        return duration == null ? Long.MAX_VALUE : now + duration.toNanos();
    }

    @Override
    public void orderRefused(Life life, String policy, Command command) {
        Books books = lives.get(life.number());
        if (books != null && books.undoOrder != null) {
            books.undoOrder.run();
            books.undoOrder = null;
        }
    }

    /** Looks for evaluations and decisions in the event that is just over. */
    void after(Life life) {
        int subject = life.takeSubject();
        Failover failover = life.failover();
        Books books = lives.get(life.number());
        if (subject == -2 || failover == null || books == null) {
            return;
        }
        if (subject >= 0) {
            look(life, failover, books, subject);
        } else {
            for (int record = 0; record < books.records.length; record++) {
                look(life, failover, books, record);
            }
        }
        books.undoOrder = null;
    }

    private void look(Life life, Failover failover, Books books, int record) {
        RecordBook book = books.records[record];
        RecordStatus status =
                book == null ? null : failover.status(Records.nameOf(record)).orElse(null);
        if (book == null || status == null || isSameEvaluation(book.status(), status)) {
            return;
        }
        RecordStatus before = book.status();
        book.status(status);
        long now = life.process().nanoTime();
        compare(life, failover, book, status);
        book.endpoints()
                .forEach(endpoint ->
                        endpoint.judge(book.policy(), now, world.timeline().nowNanos()));
        tell(check -> check.evaluates(life, book));
        if (before == null || isOther(before, status)) {
            long decisions = failover.counters().decisions();
            boolean decided = decisions > books.decisions;
            books.decisions = decisions;
            if (decided && before != null) {
                decided(new Moved(life, book, before.holding(), status.holding(), now));
            }
        }
    }

    /** Whether at most the name servers stand otherwise since. */
    @SuppressWarnings("ReferenceEquality") // each evaluation lists the endpoints anew, whatever it says of them
    private static boolean isSameEvaluation(@Nullable RecordStatus before, RecordStatus now) {
        return before != null && before.endpoints() == now.endpoints();
    }

    /** Whether a record may have decided: one that holds what it held took a number over, and the decision that was counted is another's. */
    private static boolean isOther(RecordStatus before, RecordStatus now) {
        return before.generation() != now.generation() && !before.holding().equals(now.holding());
    }

    private void compare(Life life, Failover failover, RecordBook book, RecordStatus status) {
        List<LocationStatus> locations = failover.locations();
        boolean[] inDoubt = new boolean[locations.size()];
        for (int i = 0; i < inDoubt.length; i++) {
            inDoubt[i] = locations.get(i).isDoubted();
        }
        for (EndpointStatus shown : status.endpoints()) {
            EndpointBook known = book.endpoint(shown.endpoint().id());
            String found = known == null
                    ? null
                    : known.unexplained(shown.locations(), book.policy().damping(), inDoubt);
            if (found != null) {
                violations.add(
                        Rule.I5, "life " + life.number() + " " + book.policy().name() + ": " + found);
            }
        }
    }

    private void decided(Moved moved) {
        tell(check -> check.decides(moved));
        moved.book().moves().add(moved.nowLocally());
        moved.book().orderFailback(false);
    }

    private void tell(Consumer<Check> what) {
        checks.forEach(what);
    }
}
