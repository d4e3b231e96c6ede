package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One place in the graph of all paths. Written while the graph is built, by the one thread that builds it. */
final class PathNode {
    /** What a node stands for. */
    enum Kind {
        LOCATION,
        ROUTER,
        SILENCE,
        FOLD,
        BREAK,
        ENDPOINT
    }

    private final String key;
    private final Kind kind;
    private final Set<Integer> ttls = new TreeSet<>();
    private final List<PathNode> folded = new ArrayList<>();
    private Hop.@Nullable Responder responder;
    private int parallel;
    private String note = "";
    private boolean kept;

    PathNode(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    void seenAt(int ttl) {
        ttls.add(ttl);
    }

    void answeredBy(Hop.Responder who, int othersThere) {
        if (responder == null || (responder.name() == null && who.name() != null)) {
            responder = who;
        }
        parallel = Math.max(parallel, othersThere);
    }

    Hop.@Nullable Responder responder() {
        return responder;
    }

    /** How many other routers answered at the same hop. */
    int parallel() {
        return parallel;
    }

    void note(String text) {
        if (note.isEmpty()) {
            note = text;
        }
    }

    String note() {
        return note;
    }

    /** Keeps the node out of a fold: something is to be seen there. */
    void keep() {
        kept = true;
    }

    boolean isFoldable() {
        return !kept && (kind == Kind.ROUTER || kind == Kind.SILENCE || kind == Kind.FOLD);
    }

    void fold(List<PathNode> members) {
        for (PathNode member : members) {
            folded.addAll(member.kind == Kind.FOLD ? member.folded : List.of(member));
            ttls.addAll(member.ttls);
        }
    }

    List<PathNode> folded() {
        return folded;
    }

    /** Such as {@code 4}, or {@code 4-6}; empty when it stands at no hop. */
    String hops() {
        if (ttls.isEmpty()) {
            return "";
        }
        int first = ttls.iterator().next();
        int last = ttls.stream().mapToInt(Integer::intValue).max().orElse(first);
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    int hopCount() {
        return ttls.size();
    }
}
