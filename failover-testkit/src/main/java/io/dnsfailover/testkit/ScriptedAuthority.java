package io.dnsfailover.testkit;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one authoritative server answers in simulated time: what it was told to serve, else what a publisher wrote, some time ago or now,
 * else nothing. Belongs to the thread of its {@link SimulatedTime}.
 */
public final class ScriptedAuthority {
    private static final int NEGATIVE_TTL = 60;

    private enum Mood {
        WELL,
        LAME,
        SILENT
    }

    private final SimulatedTime time;
    private final AuthoritativeServer server;
    private final Set<DnsName> zones = new HashSet<>();
    private final Map<RecordSetKey, RecordSet> own = new HashMap<>();
    private @Nullable InMemoryPublisher followed;
    private Duration lag = Duration.ZERO;
    private Mood mood = Mood.WELL;

    ScriptedAuthority(SimulatedTime time, AuthoritativeServer server) {
        this.time = time;
        this.server = server;
    }

    /**
     * The server itself.
     *
     * @return as {@link ScriptedAuthorities} finds it
     */
    public AuthoritativeServer server() {
        return server;
    }

    /**
     * From now on it answers what a publisher has in its zone.
     *
     * @param publisher the publisher
     * @return this
     */
    public ScriptedAuthority follows(InMemoryPublisher publisher) {
        followed = publisher;
        return this;
    }

    /**
     * From now on it answers what the publisher that it follows had written so long ago.
     *
     * @param behind zero for what is in the zone now, edits of a test included
     * @return this
     */
    public ScriptedAuthority lags(Duration behind) {
        lag = behind;
        return this;
    }

    /**
     * From now on it answers this, whatever it follows.
     *
     * @param recordSet what to serve
     * @return this
     */
    public ScriptedAuthority serves(RecordSet recordSet) {
        own.put(recordSet.key(), recordSet);
        return this;
    }

    /**
     * Answers what it follows again.
     *
     * @return this
     */
    public ScriptedAuthority servesNothingOfItsOwn() {
        own.clear();
        return this;
    }

    /** From now on it refuses every question. */
    public void goesLame() {
        mood = Mood.LAME;
    }

    /** From now on it answers nothing. */
    public void goesSilent() {
        mood = Mood.SILENT;
    }

    /** It answers again. */
    public void comesBack() {
        mood = Mood.WELL;
    }

    void isAuthoritativeFor(DnsName zone) {
        zones.add(zone);
    }

    boolean isSilent() {
        return mood == Mood.SILENT;
    }

    Sight look(ProofQuestion question) {
        if (mood == Mood.LAME || !zones.contains(question.zone())) {
            return new Sight(Sight.Kind.LAME, 0, "REFUSED");
        }
        RecordSet expected = question.expected();
        if (expected == null) {
            return new Sight(Sight.Kind.SERVES, 0, "SOA");
        }
        RecordSet answered = answered(expected.key());
        if (answered == null) {
            return new Sight(Sight.Kind.OTHER, NEGATIVE_TTL, "no such record");
        }
        boolean serves = answered.sameRecordsAs(expected) && answered.ttl().compareTo(expected.ttl()) <= 0;
        return new Sight(
                serves ? Sight.Kind.SERVES : Sight.Kind.OTHER,
                answered.ttl().seconds(),
                answered.rdata() + " with a TTL of " + answered.ttl().seconds());
    }

    private @Nullable RecordSet answered(RecordSetKey key) {
        RecordSet scripted = own.get(key);
        InMemoryPublisher source = followed;
        if (scripted != null || source == null) {
            return scripted;
        }
        if (lag.isZero()) {
            return source.zone().lookup(key);
        }
        long until = time.nanoTime() - lag.toNanos();
        List<InMemoryPublisher.Written> history = source.history();
        for (int i = history.size() - 1; i >= 0; i--) {
            InMemoryPublisher.Written written = history.get(i);
            if (written.at().nanos() <= until
                    && written.change().desired().key().equals(key)) {
                return written.change().desired();
            }
        }
        return null;
    }
}
