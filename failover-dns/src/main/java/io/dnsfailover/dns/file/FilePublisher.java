package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.AtomicFile;
import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneLimits;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Replaced;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes into zone files, and has a name server load them: for servers that can do nothing else.
 *
 * <pre>{@code
 * DnsPublisher files = FilePublisher.of("example.com.", Path.of("/var/lib/bind/example.com.zone"))
 *         .reload("/usr/sbin/rndc", "reload", "{zone}")
 *         .check(new InetSocketAddress("127.0.0.1", 53))
 *         .build();
 * }</pre>
 *
 * <p><b>What it writes.</b> A block of the file, from a line {@code ; BEGIN failover} to a line {@code ; END failover}, holds every record set
 * that was published, with its mark (see {@code Rfc2136Publisher}); it is put at the end of a file that has none. The serial of the SOA
 * record grows by one with each write, above what stands there and above what was written last. Every other octet of the file stays
 * as it is. A record set that stands outside of the block is read, and never written: move its lines into the block for that. A record in
 * an {@code $INCLUDE}d file is not seen, and a serial there is not touched.
 *
 * <p><b>How.</b> Beside the file, made durable, then renamed over it, with the same owner, group and permissions: the name server sees the old file or the
 * new one, also after a loss of power. A batch of up to 1,000 changes is one write and one reload. Publishers of the same file, in this
 * process and in others on this machine, wait for each other by a lock on a file beside it, with {@code .lock} behind its name.
 *
 * <p><b>What it can promise.</b> Not {@link Capability#COMPARE_AND_SET}: an editor or another program knows nothing of the lock. A change with an
 * expectation is refused. Of publishers the newest wins: a change that is older than the mark in the file, or that finds the mark of another
 * owner, is a {@link PublishEffect#CONFLICT}. After the reload the file is read again, and it is one too when somebody has overwritten the change by then.
 *
 * <p><b>When it has succeeded.</b> When the reload command has ended with 0, and every server to check serves the new records. When
 * either does not happen by the deadline the file holds the change and the effect is {@link PublishEffect#UNKNOWN}; the next call runs the command again, also
 * in another process or after a restart. Without a command the server must look after the file itself.
 *
 * <p>Safe for concurrent use; owns no threads, and no files or processes between calls. A call ends at its deadline, by default 10 s, and within about 20 ms
 * of an interrupt, which kills the command.
 */
public final class FilePublisher implements DnsPublisher {
    private static final int MAX_BATCH = 1000;
    private static final int MAX_OCTETS = 256 << 20;
    private static final String WAY = "in a zone file";

    private final String name;
    private final Map<DnsName, Path> files;
    private final @Nullable ReloadCommand reload;
    private final List<AnswerCheck> checks;
    private final Duration timeout;
    private final String owner;
    private volatile boolean closed;

    FilePublisher(FilePublisherBuilder settings, String name) {
        this.name = name;
        this.files = Map.copyOf(settings.files());
        this.reload = settings.command().isEmpty() ? null : new ReloadCommand(settings.command());
        this.checks = settings.servers().stream().map(AnswerCheck::new).toList();
        this.timeout = settings.timeout();
        this.owner = settings.owner();
    }

    /**
     * Begins a publisher.
     *
     * @param zone the name of the zone, absolute
     * @param file its zone file, which must exist
     * @return a builder that states the defaults
     * @throws IllegalArgumentException when the name is not absolute
     */
    public static FilePublisherBuilder of(String zone, Path file) {
        return new FilePublisherBuilder().zone(zone, file);
    }

    @Override
    public String name() {
        return name;
    }

    /** None. */
    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    /** Reads the file. Waits for nobody. */
    @Override
    public Published read(RecordSetKey key) throws PublishException, InterruptedException {
        ZoneLimits.check(key, WAY);
        try {
            return load(key.zone()).held(key).asPublished(owner);
        } catch (IOException e) {
            throw trouble(PublishEffect.NONE, "cannot read the file of " + key.zone(), e);
        }
    }

    @Override
    public void replace(Change change) throws PublishException, InterruptedException {
        replaceAll(List.of(change)).get(0).orThrow();
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        Map<DnsName, List<Change>> byZone = new LinkedHashMap<>();
        changes.forEach(change -> byZone.computeIfAbsent(change.desired().key().zone(), zone -> new ArrayList<>())
                .add(change));
        Map<Change, @Nullable PublishException> failures = new LinkedHashMap<>();
        for (Map.Entry<DnsName, List<Change>> zone : byZone.entrySet()) {
            replace(zone.getKey(), zone.getValue(), failures);
        }
        return changes.stream()
                .map(change -> new Replaced(change, failures.get(change)))
                .toList();
    }

    private void replace(DnsName zone, List<Change> changes, Map<Change, @Nullable PublishException> failures)
            throws InterruptedException {
        Set<Change> good = new LinkedHashSet<>();
        Deadline deadline = Deadline.after(timeout);
        PublishEffect effect = PublishEffect.NONE;
        String step = "cannot lock the file";
        try (FileGuard guard = FileGuard.lock(path(zone), deadline)) {
            step = "cannot read the file";
            ZoneFile file = load(zone);
            draw(file, changes, good, failures);
            if (file.isChanged()) {
                step = "cannot write the file";
                effect = PublishEffect.UNKNOWN;
                guard.setPending();
                AtomicFile.write(path(zone), file.text().getBytes(StandardCharsets.ISO_8859_1));
            }
            effect = PublishEffect.UNKNOWN;
            step = "the file is written, but the server may not have loaded it";
            if (guard.isPending() && !good.isEmpty()) {
                load(zone, guard, deadline);
            }
            step = "the file is written and loaded, but a server";
            prove(zone, good, deadline, failures);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (IOException e) {
            for (Change change : good.isEmpty() ? changes : good) {
                failures.putIfAbsent(change, trouble(effect, step + " of " + zone, e));
            }
        }
    }

    /** Writes those changes into the file in memory that may follow what stands there. */
    private void draw(
            ZoneFile file, List<Change> changes, Set<Change> good, Map<Change, @Nullable PublishException> failures) {
        for (Change change : changes) {
            RecordSetKey key = change.desired().key();
            try {
                refuseImpossible(change);
                Held held = file.held(key);
                String objection = held.objection(change, owner);
                String reason = objection == null ? file.misfit(key) : objection;
                if (reason != null) {
                    throw new PublishException(PublishEffect.CONFLICT, name + ": did not write " + key + ": " + reason);
                }
                if (!held.shows(change, mark(change))) {
                    file.write(change, owner);
                }
                good.add(change);
            } catch (PublishException e) {
                failures.put(change, e);
            }
        }
    }

    private OwnershipMark mark(Change change) {
        return new OwnershipMark(owner, change.generation(), change.fencingToken());
    }

    private void refuseImpossible(Change change) throws PublishException {
        ZoneLimits.check(change, WAY);
        if (closed) {
            throw new PublishException(PublishEffect.NONE, name + ": it is closed");
        }
        if (change.expected() != null) {
            throw new PublishException(
                    PublishEffect.NONE,
                    name + ": a file cannot compare and write in one step, and the change of "
                            + change.desired().key() + " has an expectation");
        }
    }

    private void load(DnsName zone, FileGuard guard, Deadline deadline) throws IOException, InterruptedException {
        if (reload != null) {
            reload.run(zone, deadline);
        }
        guard.setLoaded();
    }

    /** Reads the file again, and asks the servers. */
    private void prove(
            DnsName zone, Set<Change> good, Deadline deadline, Map<Change, @Nullable PublishException> failures)
            throws IOException, InterruptedException {
        ZoneFile file = load(zone);
        for (Change change : good) {
            RecordSetKey key = change.desired().key();
            if (!file.held(key).shows(change, mark(change))) {
                failures.put(
                        change,
                        new PublishException(
                                PublishEffect.CONFLICT,
                                name + ": wrote " + key + ", and somebody has overwritten it by now"));
                continue;
            }
            for (AnswerCheck check : checks) {
                try {
                    check.await(change.desired(), deadline);
                } catch (IOException e) {
                    failures.put(change, trouble(PublishEffect.UNKNOWN, "wrote " + key + ", but " + check.server(), e));
                }
            }
        }
    }

    private ZoneFile load(DnsName zone) throws IOException {
        Path path = path(zone);
        if (Files.size(path) > MAX_OCTETS) {
            throw new IOException("it has more than " + MAX_OCTETS + " octets");
        }
        return ZoneFile.parse(zone, new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
    }

    private Path path(DnsName zone) throws IOException {
        Path path = files.get(zone);
        if (path == null) {
            throw new IOException("this publisher has no file of the zone " + zone);
        }
        return path.toRealPath();
    }

    private PublishException trouble(PublishEffect effect, String what, IOException cause) {
        return new PublishException(effect, name + ": " + what + ": " + FilePublisherBuilder.why(cause), cause);
    }

    /** Later changes fail with {@link PublishEffect#NONE}. */
    @Override
    public void close() {
        closed = true;
    }

    /** The {@link #name()}. */
    @Override
    public String toString() {
        return name;
    }
}
