package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.xbill.DNS.Type;

/**
 * The way to the servers of one zone: from the resolvers to the parent, from a server of the parent to the delegation, from there to the
 * zone's own name servers. Whatever a message says is looked at for this zone alone, so that no referral can lead elsewhere or in a circle.
 */
final class Walk {
    private static final int MAX_LEVELS = 8;
    private static final int MAX_PARENT_NAMES = 4;
    private static final int MAX_PARENT_ADDRESSES = 8;
    private static final int MAX_CHILDREN = 3;

    private final DnsName zone;
    private final Asker asker;
    private final Resolvers resolvers;
    private final Delegation.Settings settings;
    private final Deadline deadline;
    private final Delegation.Found before;

    /**
     * The zone above.
     *
     * @param name its name
     * @param servers where some of its servers are
     */
    private record Parent(DnsName name, List<InetSocketAddress> servers) {}

    Walk(
            DnsName zone,
            Asker asker,
            Resolvers resolvers,
            Delegation.Settings settings,
            Deadline deadline,
            Delegation.Found before) {
        this.zone = zone;
        this.asker = asker;
        this.resolvers = resolvers;
        this.settings = settings;
        this.deadline = deadline;
        this.before = before;
    }

    CompletableFuture<Delegation.Found> run() {
        return parent(zone, 1)
                .thenCompose(parent -> firstOf(
                        parent.servers(),
                        Referral.Speaker.PARENT,
                        parent.name(),
                        "no server of its parent " + parent.name() + " says who serves " + zone))
                .thenCompose(this::withItsOwn);
    }

    // --- the parent ---

    private CompletableFuture<Parent> parent(DnsName below, int level) {
        if (below.equals(DnsName.ROOT) || level > MAX_LEVELS) {
            return failed("no zone above " + zone + " is known to the resolvers");
        }
        DnsName candidate = above(below);
        return resolvers.ask(candidate, Type.NS, deadline).thenCompose(response -> {
            Referral servers = Referral.of(response, candidate, Referral.Speaker.RESOLVER, candidate);
            return servers.names().isEmpty() ? parent(candidate, level + 1) : located(candidate, servers.names());
        });
    }

    private static DnsName above(DnsName name) {
        String rest = name.toString().substring(name.toString().indexOf('.') + 1);
        return rest.isEmpty() ? DnsName.ROOT : DnsName.of(rest);
    }

    private CompletableFuture<Parent> located(DnsName parent, List<DnsName> names) {
        List<DnsName> some = names.stream().limit(MAX_PARENT_NAMES).toList();
        return each(some, name -> locate(name, Set.of())).thenCompose(found -> {
            List<InetSocketAddress> servers =
                    sockets(found).stream().limit(MAX_PARENT_ADDRESSES).toList();
            return servers.isEmpty()
                    ? failed("no server of " + parent + ", the parent of " + zone
                            + ", has an address that is known and allowed: " + notes(found))
                    : CompletableFuture.completedFuture(new Parent(parent, servers));
        });
    }

    private static String notes(List<Located> servers) {
        return String.join("; ", servers.stream().map(Located::note).toList());
    }

    // --- the name servers of the zone ---

    /** What the first server says that says something, one asked after the other. */
    private CompletableFuture<Referral> firstOf(
            List<InetSocketAddress> servers, Referral.Speaker speaker, DnsName bailiwick, String otherwise) {
        if (servers.isEmpty() || deadline.hasPassed()) {
            return failed(otherwise);
        }
        InetSocketAddress server = servers.get(0);
        Deadline patience = deadline.orSooner(Deadline.after(settings.timeout()));
        return asker.ask(server, ZoneRecords.name(zone), Type.NS, false, patience)
                .exceptionally(error -> new Reply.Silent(Trouble.in(error)))
                .thenApply(reply -> reply instanceof Reply.Answered answered
                        ? Referral.of(answered.message(), zone, speaker, bailiwick)
                        : Referral.none(reply.why()))
                .thenCompose(said -> said.names().isEmpty()
                        ? firstOf(
                                servers.subList(1, servers.size()),
                                speaker,
                                bailiwick,
                                otherwise + "; " + ServerAddress.text(server) + ": " + said.note())
                        : CompletableFuture.completedFuture(said));
    }

    private CompletableFuture<Delegation.Found> withItsOwn(Referral delegation) {
        return each(delegation.names(), name -> locate(name, glue(delegation, name)))
                .thenCompose(found -> {
                    List<InetSocketAddress> some =
                            sockets(found).stream().limit(MAX_CHILDREN).toList();
                    return firstOf(some, Referral.Speaker.ZONE, zone, "")
                            .exceptionally(error -> delegation) // while the zone says nothing that is all that is known
                            .thenCompose(own -> joined(delegation, found, own));
                });
    }

    private CompletableFuture<Delegation.Found> joined(Referral delegation, List<Located> found, Referral own) {
        Set<DnsName> onlyAbove = new HashSet<>(delegation.names());
        own.names().forEach(onlyAbove::remove);
        Set<DnsName> onlyHere = new HashSet<>(own.names());
        delegation.names().forEach(onlyHere::remove);
        List<String> notes = new ArrayList<>(List.of(delegation.note(), own.note()));
        addNote(notes, onlyAbove, "which the zone itself does not name");
        addNote(notes, onlyHere, "which only the zone itself names");
        List<DnsName> more = onlyHere.stream()
                .sorted()
                .limit(Referral.MAX_NAMES - found.size())
                .toList();
        return each(more, name -> locate(name, glue(own, name))).thenApply(others -> {
            List<Located> all = new ArrayList<>(found);
            all.addAll(others);
            return found(all, notes);
        });
    }

    private static void addNote(List<String> notes, Collection<DnsName> names, String what) {
        if (!names.isEmpty()) {
            notes.add("it has " + names.stream().sorted().toList() + ", " + what);
        }
    }

    private static Delegation.Found found(List<Located> servers, List<String> notes) {
        Map<DnsName, Located> sorted = new TreeMap<>();
        servers.forEach(server -> sorted.put(server.name(), server));
        return new Delegation.Found(
                List.copyOf(sorted.values()),
                notes.stream().filter(note -> !note.isEmpty()).distinct().toList());
    }

    // --- addresses ---

    private static Set<InetAddress> glue(Referral referral, DnsName name) {
        return referral.glue().getOrDefault(name, Set.of());
    }

    private CompletableFuture<Located> locate(DnsName name, Set<InetAddress> glue) {
        return glue.isEmpty()
                ? each(
                                List.copyOf(settings.families()),
                                family -> resolvers
                                        .addresses(name, family, deadline)
                                        .thenApply(answer -> fromAnswer(name, family, answer)))
                        .thenApply(parts -> together(name, parts))
                : CompletableFuture.completedFuture(fromGlue(name, glue));
    }

    private Located fromGlue(DnsName name, Set<InetAddress> glue) {
        List<InetAddress> taken = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (InetAddress address : glue) {
            Optional<String> refusal = settings.allowed().refusal(address);
            if (!settings.families().contains(family(address))) {
                continue;
            }
            if (refusal.isPresent()) {
                notes.add(new Target.Address(address) + " (" + refusal.get() + ") is not allowed");
            } else {
                taken.add(address);
            }
        }
        return Located.at(name, taken, String.join("; ", notes));
    }

    private Located fromAnswer(DnsName name, RecordType family, Answer answer) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : answer.addresses()) {
            addresses.add(((Target.Address) Target.parse(text)).address());
        }
        if (answer.kind() == Answer.Kind.FAILED) { // it keeps those that it had
            before.servers().stream()
                    .filter(server -> server.name().equals(name))
                    .flatMap(server -> server.addresses().stream())
                    .filter(address -> family(address) == family)
                    .forEach(addresses::add);
        }
        return Located.at(name, addresses, answer.note());
    }

    private static Located together(DnsName name, List<Located> parts) {
        List<InetAddress> addresses =
                parts.stream().flatMap(part -> part.addresses().stream()).toList();
        List<String> notes = parts.stream()
                .map(Located::note)
                .filter(note -> !note.isEmpty())
                .distinct()
                .toList();
        String note = addresses.isEmpty() && notes.isEmpty() ? "it has no address" : String.join("; ", notes);
        return Located.at(name, addresses, note);
    }

    private static RecordType family(InetAddress address) {
        return address instanceof Inet4Address ? RecordType.A : RecordType.AAAA;
    }

    private List<InetSocketAddress> sockets(List<Located> servers) {
        return servers.stream()
                .flatMap(server -> server.addresses().stream())
                .map(address -> new InetSocketAddress(address, settings.port()))
                .toList();
    }

    // --- stages ---

    private static <T> CompletableFuture<T> failed(String why) {
        return CompletableFuture.failedFuture(new IOException(why));
    }

    /** All of them, in their order. */
    private static <S, T> CompletableFuture<List<T>> each(List<S> items, Function<S, CompletableFuture<T>> work) {
        List<CompletableFuture<T>> parts = items.stream().map(work).toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        ignored -> parts.stream().map(CompletableFuture::join).toList());
    }
}
