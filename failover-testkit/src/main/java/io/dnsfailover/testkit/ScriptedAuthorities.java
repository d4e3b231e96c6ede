package io.dnsfailover.testkit;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The authoritative servers of some zones, and a proof that asks them, in simulated time. What each of them answers is its
 * {@link ScriptedAuthority}'s. Belongs to the thread of its {@link SimulatedTime}.
 *
 * <pre>{@code
 * ScriptedAuthorities authorities = new ScriptedAuthorities(time);
 * authorities.add(zone, "ns1.example.net.", "192.0.2.53").follows(publisher.zone());
 * authorities.add(zone, "ns2.example.net.", "198.51.100.53").lags(Duration.ofMillis(90)).follows(publisher.zone());
 * }</pre>
 */
public final class ScriptedAuthorities implements Proof {
    /** How long a question takes, unless its server is silent. */
    public static final Duration TAKES = Duration.ofMillis(1);

    /** How long a question takes that is not answered. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * A question that was asked.
     *
     * @param question the question
     * @param at when, since the time was made
     */
    public record Asked(ProofQuestion question, Duration at) {}

    private final SimulatedTime time;
    private final Map<AuthoritativeServer, ScriptedAuthority> servers = new LinkedHashMap<>();
    private final Map<DnsName, List<AuthoritativeServer>> delegations = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Asked> lookups = new ArrayList<>();
    private final Map<Long, CompletableFuture<?>> open = new LinkedHashMap<>();
    private long number;
    private @Nullable String failure;
    private boolean broken;
    private boolean closed;
    private int mostUnderWay;

    /**
     * No servers yet.
     *
     * @param time the time that questions take
     */
    public ScriptedAuthorities(SimulatedTime time) {
        this.time = time;
    }

    /**
     * Delegates a zone to one more server, of the provider that the last two labels of its name tell.
     *
     * @param zone the zone
     * @param name the name of the server, absolute
     * @param address its address
     * @return what it answers; the same for a server that has another zone already
     */
    public ScriptedAuthority add(DnsName zone, String name, String address) {
        String host = name.substring(0, name.length() - 1);
        String provider = host.substring(host.lastIndexOf('.', host.lastIndexOf('.') - 1) + 1);
        AuthoritativeServer server = new AuthoritativeServer(provider, DnsName.of(name), address + " port 53");
        delegations.computeIfAbsent(zone, none -> new ArrayList<>()).add(server);
        ScriptedAuthority authority = servers.computeIfAbsent(server, it -> new ScriptedAuthority(time, it));
        authority.isAuthoritativeFor(zone);
        return authority;
    }

    /**
     * Takes a server out of the delegation of a zone. It goes on answering as it did.
     *
     * @param zone the zone
     * @param server the server
     */
    public void remove(DnsName zone, AuthoritativeServer server) {
        delegations.getOrDefault(zone, new ArrayList<>()).remove(server);
    }

    /**
     * What a server answers.
     *
     * @param address its address
     * @return the server
     * @throws IllegalArgumentException when none has this address
     */
    public ScriptedAuthority at(String address) {
        return servers.values().stream()
                .filter(authority -> authority.server().address().equals(address + " port 53"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no server has the address " + address));
    }

    /** As a new process finds them. */
    ScriptedAuthorities reopened() {
        closed = false;
        return this;
    }

    /**
     * From now on no servers can be found.
     *
     * @param why the message of the failure
     */
    public void failToFindServers(String why) {
        failure = why;
    }

    /** Servers can be found again. */
    public void findServersAgain() {
        failure = null;
    }

    /** From now on every question breaks the proof: it throws. */
    public void breakDown() {
        broken = true;
    }

    /** Questions are asked again. */
    public void recover() {
        broken = false;
    }

    /**
     * What was asked.
     *
     * @return a snapshot, in order
     */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Forgets what was asked, to count from here. */
    public void forgetAsked() {
        asked.clear();
        lookups.clear();
    }

    /**
     * When the servers of a zone were looked for.
     *
     * @param zone the zone
     * @return the times since the time was made, in order
     */
    public List<Duration> lookups(DnsName zone) {
        return lookups.stream()
                .filter(lookup -> lookup.question().zone().equals(zone))
                .map(Asked::at)
                .toList();
    }

    /**
     * The most questions that were under way at one time.
     *
     * @return zero or more
     */
    public int mostUnderWay() {
        return mostUnderWay;
    }

    /**
     * Tells whether the proof was closed.
     *
     * @return true from the first {@link #close()}
     */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public CompletionStage<List<AuthoritativeServer>> servers(DnsName zone) {
        AuthoritativeServer nobody = new AuthoritativeServer("-", zone, "-");
        lookups.add(new Asked(new ProofQuestion(nobody, zone, null), time.elapsed()));
        return after(TAKES, () -> {
            List<AuthoritativeServer> found = delegations.getOrDefault(zone, List.of());
            if (failure != null || found.isEmpty()) {
                throw new IllegalStateException(failure != null ? failure : "nobody serves " + zone);
            }
            return List.copyOf(found);
        });
    }

    @Override
    public CompletionStage<Sight> ask(ProofQuestion question) {
        if (broken) {
            throw new IllegalStateException("the proof is broken");
        }
        asked.add(new Asked(question, time.elapsed()));
        ScriptedAuthority authority = servers.get(question.server());
        Duration takes = authority == null || authority.isSilent() ? TIMEOUT : TAKES;
        return after(
                takes,
                () -> authority == null || takes.equals(TIMEOUT)
                        ? new Sight(Sight.Kind.SILENT, 0, "no answer within 2s")
                        : authority.look(question));
    }

    private <T> CompletionStage<T> after(Duration takes, Supplier<T> result) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        if (closed) {
            stage.completeExceptionally(new IllegalStateException("the proof is closed"));
            return stage;
        }
        long key = ++number;
        open.put(key, stage);
        mostUnderWay = Math.max(mostUnderWay, open.size());
        Cancellable timer = time.schedule(takes, () -> {
            open.remove(key);
            try {
                stage.complete(result.get());
            } catch (IllegalStateException e) {
                stage.completeExceptionally(e);
            }
        });
        stage.whenComplete((done, thrown) -> timer.cancel()).exceptionally(cancelled -> null);
        return stage;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(open.values())
                .forEach(stage -> stage.completeExceptionally(new IllegalStateException("the proof was closed")));
        open.clear();
    }
}
