package io.dnsfailover.simulation.run;

import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.EventFormat;
import io.dnsfailover.journal.JournalFormatException;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.time.Timeline;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened, for people: a line for each thing that matters, with the time since the world began. */
final class Story implements Witness {
    private final Timeline timeline;
    private final List<String> lines = new ArrayList<>();

    Story(Timeline timeline) {
        this.timeline = timeline;
    }

    List<String> lines() {
        return lines;
    }

    void fault(Fault fault, boolean begins) {
        tell((begins ? "FAULT " : "  over ") + fault);
    }

    private void tell(String line) {
        long nanos = timeline.nowNanos();
        Duration at = Duration.ofNanos(nanos);
        lines.add(String.format(
                "%02d:%02d:%02d.%03d  %s",
                at.toHours(), at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart(), line));
    }

    private static String who(Life life) {
        return "controller " + life.controller().number() + " (life " + life.number() + ")";
    }

    @Override
    public void begins(Life life, Map<String, StoredState> loaded, List<StoredEvent> undelivered) {
        tell(who(life) + " starts, token " + life.token() + ", remembers " + loaded.size() + " records and "
                + undelivered.size() + " events");
    }

    @Override
    public void ends(Life life, String how) {
        tell(who(life) + " " + how);
    }

    @Override
    public void reloads(Life life, List<FailoverPolicy> policies) {
        tell(who(life) + " has other policies");
    }

    @Override
    public void orderDone(Life life, String policy, Command command) {
        tell(who(life) + " obeys for " + policy + ": " + command);
    }

    @Override
    public void saved(Life life, StoreBatch batch) {
        batch.states()
                .forEach((policy, state) -> tell(
                        who(life) + " stored " + policy + " generation " + state.generation() + " " + state.holding()));
    }

    @Override
    public void answered(Life life, NameServer server, int record, @Nullable PublishEffect effect) {
        if (effect != null) {
            tell(who(life) + " could not write r" + record + " to " + server.name() + ": " + effect);
        }
    }

    @Override
    public void applied(Life by, NameServer server, int record, Change change) {
        tell(server.name() + " serves " + change.desired() + " generation " + change.generation() + ", written by "
                + who(by));
    }

    @Override
    public void edited(NameServer server, int record) {
        tell("somebody edits r" + record + " on " + server.name());
    }

    @Override
    public void told(Life life, StoredEvent stored) {
        try {
            FailoverEvent event = EventFormat.event(stored.text());
            tell(who(life) + " " + event.header().policy() + ": " + event.describe());
        } catch (JournalFormatException e) {
            tell(who(life) + " cannot read what it stored: " + e.getMessage());
        }
    }

    @Override
    public void threw(Life life, Throwable thrown) {
        tell(who(life) + " threw " + thrown);
    }
}
