package io.dnsfailover.testkit;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one authoritative server answers in simulated time: what it was told to serve, else what the zone holds that it follows, else
 * nothing. Belongs to the thread of its {@link SimulatedTime}.
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
    private final Map<RecordSetKey, Published> copy = new HashMap<>();
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
     * Answers what a zone holds from now on, as a secondary of it.
     *
     * @param zone the zone, such as that of an {@link InMemoryPublisher}
     * @return this
     */
    public ScriptedAuthority follows(InMemoryZone zone) {
        zone.transfer((key, published) -> {
            if (lag.isZero()) {
                copy.put(key, published);
            } else {
                time.schedule(lag, () -> copy.put(key, published));
            }
        });
        return this;
    }

    /**
     * Takes over each change of the zone that it follows only after this time, from now on.
     *
     * @param behind zero, as at first, for at once
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
        return scripted != null
                ? scripted
                : copy.getOrDefault(key, Published.NOTHING).recordSet();
    }
}
