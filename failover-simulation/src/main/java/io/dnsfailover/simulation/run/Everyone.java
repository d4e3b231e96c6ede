package io.dnsfailover.simulation.run;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells several witnesses, in the order in which they were added. */
final class Everyone implements Witness {
    private final List<Witness> witnesses = new ArrayList<>();

    void add(Witness witness) {
        witnesses.add(witness);
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        witnesses.forEach(witness -> witness.begins(life, loaded, undelivered));
    }

    @Override
    public void ends(Life life, String how) {
        witnesses.forEach(witness -> witness.ends(life, how));
    }

    @Override
    public void sees(Life life, Seen seen) {
        for (Witness witness : witnesses) {
            witness.sees(life, seen);
        }
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        witnesses.forEach(witness -> witness.reloads(life, policies));
    }

    @Override
    public void orders(Life life, String policy, Command command) {
        witnesses.forEach(witness -> witness.orders(life, policy, command));
    }

    @Override
    public void orderRefused(Life life, String policy, Command command) {
        witnesses.forEach(witness -> witness.orderRefused(life, policy, command));
    }

    @Override
    public void orderDone(Life life, String policy, Command command) {
        witnesses.forEach(witness -> witness.orderDone(life, policy, command));
    }

    @Override
    public void saves(Life life, StoreBatch batch) {
        witnesses.forEach(witness -> witness.saves(life, batch));
    }

    @Override
    public void saved(Life life, StoreBatch batch) {
        witnesses.forEach(witness -> witness.saved(life, batch));
    }

    @Override
    public void forgets(Life life, Collection<String> policies) {
        witnesses.forEach(witness -> witness.forgets(life, policies));
    }

    @Override
    public void reads(Life life, NameServer server, int record) {
        witnesses.forEach(witness -> witness.reads(life, server, record));
    }

    @Override
    public void issues(Life life, NameServer server, int record, Change change) {
        witnesses.forEach(witness -> witness.issues(life, server, record, change));
    }

    @Override
    public void answered(Life life, NameServer server, int record, @Nullable PublishEffect effect) {
        witnesses.forEach(witness -> witness.answered(life, server, record, effect));
    }

    @Override
    public void applied(Life by, NameServer server, int record, Change change) {
        witnesses.forEach(witness -> witness.applied(by, server, record, change));
    }

    @Override
    public void edited(NameServer server, int record) {
        witnesses.forEach(witness -> witness.edited(server, record));
    }

    @Override
    public void told(Life life, StoredEvent event) {
        witnesses.forEach(witness -> witness.told(life, event));
    }

    @Override
    public void mailed(Life life, Delivery delivery, boolean taken) {
        witnesses.forEach(witness -> witness.mailed(life, delivery, taken));
    }

    @Override
    public void resolved(int record, @Nullable RecordSet answer) {
        witnesses.forEach(witness -> witness.resolved(record, answer));
    }

    @Override
    public void threw(Life life, Throwable thrown) {
        witnesses.forEach(witness -> witness.threw(life, thrown));
    }
}
