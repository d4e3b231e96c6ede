package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the words of one hop, in the order in which they stand. */
final class HopWords {
    private static final int MAX_RESPONDERS = 16;
    private static final int MAX_PACKETS = 64;
    private static final int MAX_ANNOTATIONS = 8;

    /** One responder, as far as it is known. */
    private static final class Heard {
        private final InetAddress address;
        private final List<Duration> rtts = new ArrayList<>();
        private final Set<String> annotations = new LinkedHashSet<>();
        private @Nullable String name;
        private boolean isNew = true; // no time was read since its address

        private Heard(InetAddress address) {
            this.address = address;
        }

        private void annotate(String annotation) {
            if (annotations.size() < MAX_ANNOTATIONS) {
                annotations.add(annotation);
            }
        }

        private Hop.Responder responder() {
            return new Hop.Responder(address, name, rtts, List.copyOf(annotations));
        }
    }

    private final Map<InetAddress, Heard> heard = new LinkedHashMap<>();
    private final List<String> before = new ArrayList<>(); // annotations that stand before their address
    private @Nullable Heard current;
    private @Nullable String name; // that stands before its address
    private int packets;
    private int answers;
    private boolean reached;

    /** Reads one line, without the number of the hop. */
    void read(List<String> words) {
        name = null;
        before.clear();
        for (int i = 0; i < words.size(); i++) {
            i += read(words, i);
        }
    }

    /** What was read; null when it was neither an answer nor the lack of one. */
    @Nullable
    Hop hop(int ttl) {
        List<Hop.Responder> responders = heard.values().stream()
                .filter(each -> !each.rtts.isEmpty())
                .map(Heard::responder)
                .toList();
        return packets == 0 ? null : new Hop(ttl, packets, responders);
    }

    /** Whether tracepath said so. */
    boolean saysReached() {
        return reached && answers > 0;
    }

    /** Reads one word; says how many behind it belong to it. */
    private int read(List<String> words, int at) {
        String word = words.get(at);
        String next = at + 1 < words.size() ? words.get(at + 1) : "";
        char first = word.charAt(0);
        if (word.equals("*")) {
            packet();
        } else if (first == '!' || Word.isExtension(word)) {
            annotate(word);
        } else if (first == '[') {
            return group(words, at);
        } else if (word.equals("MPLS")) {
            return mpls(words, at);
        } else if (Word.isNumber(word) && next.equals("ms")) {
            time(word);
            return 1;
        } else if (Word.isTime(word)) {
            time(word.substring(0, word.length() - 2));
        } else if ((word.equals("asymm") || word.equals("pmtu")) && Word.isNumber(next)) {
            annotate(word + " " + next);
            return 1;
        } else if (word.equals("no") && next.equals("reply")) {
            packet();
            return 1;
        } else if (word.equals("reached")) {
            reached = true;
        } else {
            addressOrName(word);
        }
        return 0;
    }

    private void addressOrName(String word) {
        InetAddress address = Word.address(word);
        if (address != null) {
            switchTo(address);
        } else if (first(word) == '(') {
            nameBehind(word);
        } else if (!word.equals("???") && !Word.isNumber(word)) {
            name = word;
        }
    }

    private void switchTo(InetAddress address) {
        Heard known = heard.get(address);
        if (known == null && heard.size() < MAX_RESPONDERS) {
            known = new Heard(address);
            heard.put(address, known);
        }
        current = known;
        if (known != null) {
            known.isNew = true;
            known.name = name == null ? known.name : name;
            before.forEach(known::annotate);
        }
        name = null;
        before.clear();
    }

    /** The inetutils print the name in parentheses, behind the address. */
    private void nameBehind(String word) {
        String inner = word.endsWith(")") ? word.substring(1, word.length() - 1) : "";
        if (current != null && current.isNew && current.name == null && Word.isName(inner)) {
            current.name = inner;
        }
    }

    private void time(String millis) {
        if (current != null && packet()) {
            current.rtts.add(Word.duration(millis));
            current.isNew = false;
            answers++;
        }
        name = null;
    }

    private boolean packet() {
        boolean hasRoom = packets < MAX_PACKETS;
        packets += hasRoom ? 1 : 0;
        return hasRoom;
    }

    private void annotate(String annotation) {
        if (current != null) {
            current.annotate(annotation);
        }
    }

    /**
     * {@code [AS64500]} stands behind the address on Linux and before it on a BSD; {@code [MPLS: Label 3 Exp 0]} stands on a line
     * of its own.
     */
    private int group(List<String> words, int at) {
        int end = at;
        while (end < words.size() - 1 && !words.get(end).endsWith("]")) {
            end++;
        }
        String group = String.join(" ", words.subList(at, end + 1));
        if (group.startsWith("[MPLS") || (group.startsWith("[AS") && current != null && current.isNew)) {
            annotate(group);
        } else if (group.startsWith("[AS") && before.size() < MAX_ANNOTATIONS) {
            before.add(group);
        }
        return end - at;
    }

    /** {@code MPLS Label=299776 CoS=0 TTL=1 S=1}, on a line of its own. */
    private int mpls(List<String> words, int at) {
        int end = at;
        while (end < words.size() - 1 && words.get(end + 1).indexOf('=') > 0) {
            end++;
        }
        annotate(String.join(" ", words.subList(at, end + 1)));
        return end - at;
    }

    private static char first(String word) {
        return word.charAt(0);
    }
}
