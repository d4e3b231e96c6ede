package io.dnsfailover.journal;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is stored, published, held and ordered, each on one line. */
final class StateText {
    private static final String NONE = "-";

    private StateText() {}

    static String stored(String policy, StoredState state) {
        LineWriter out = new LineWriter("state")
                .put("policy", policy)
                .put("record", PolicyText.key(state.record()))
                .put("generation", state.generation())
                .put("holding", holding(state.holding()))
                .putAll("down", List.copyOf(new TreeSet<>(state.down())));
        new TreeMap<>(state.orders()).forEach((id, order) -> out.put("order", id + " " + order(order)));
        if (state.hold() != null) {
            out.put("hold", order(state.hold()));
        }
        return out.putAll("move", state.moves().stream().map(Instant::toString).toList())
                .line();
    }

    static Map.Entry<String, StoredState> stored(String line) {
        LineReader fields = new LineReader(line);
        Map<String, StandingOrder> orders = new TreeMap<>();
        fields.readAll("order", StateText::orderOfEndpoint)
                .forEach(entry -> orders.put(entry.getKey(), entry.getValue()));
        StandingOrder hold = fields.textIfAny("hold") == null ? null : fields.read("hold", StateText::order);
        StoredState state = new StoredState(
                fields.read("record", PolicyText::key),
                fields.number("generation"),
                fields.read("holding", StateText::holding),
                Set.copyOf(fields.texts("down")),
                orders,
                hold,
                fields.readAll("move", Instant::parse));
        return Map.entry(fields.text("policy"), state);
    }

    static Map.Entry<String, StandingOrder> orderOfEndpoint(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("an order needs an endpoint and a kind");
        }
        return Map.entry(text.substring(0, space), order(text.substring(space + 1)));
    }

    static String order(StandingOrder order) {
        return order.kind() + " " + order.untilNanos() + " " + (order.until() == null ? NONE : order.until());
    }

    private static StandingOrder order(String text) {
        String[] words = PolicyText.words(text, 3);
        @Nullable Instant until = words[2].equals(NONE) ? null : Instant.parse(words[2]);
        return new StandingOrder(StandingOrder.Kind.valueOf(words[0]), Long.parseLong(words[1]), until);
    }

    static String holding(Holding holding) {
        if (holding instanceof Holding.Single single) {
            return "single " + single.endpointId() + " " + single.target();
        }
        String word = holding instanceof Holding.Everything ? "everything " : "last-resort ";
        return word + holding.published().stream().map(Target::toString).collect(Collectors.joining(" "));
    }

    static Holding holding(String text) {
        String[] words = text.split(" ", -1);
        List<String> rest = List.of(words).subList(1, words.length);
        return switch (words[0] + " " + (rest.size() == 1 ? "1" : rest.size() == 2 ? "2" : "many")) {
            case "single 2" -> new Holding.Single(rest.get(0), Target.parse(rest.get(1)));
            case "last-resort 1" -> new Holding.LastResort(Target.parse(rest.get(0)));
            case "everything 1", "everything 2", "everything many" ->
                new Holding.Everything(rest.stream().map(Target::parse).toList());
            default -> throw new IllegalArgumentException("is not known to this version");
        };
    }

    static String published(Published published) {
        String recordSet = published.recordSet() == null ? NONE : recordSet(published.recordSet());
        return published.generation() + " " + recordSet;
    }

    static Published published(String text) {
        String[] words = text.split(" ", 2);
        long generation = Long.parseLong(words[0]);
        return new Published(words.length < 2 || words[1].equals(NONE) ? null : recordSet(words[1]), generation);
    }

    static String recordSet(RecordSet recordSet) {
        return PolicyText.key(recordSet.key()) + " " + recordSet.ttl().seconds() + " "
                + String.join(" ", recordSet.rdata());
    }

    static RecordSet recordSet(String text) {
        String[] words = text.split(" ", 5);
        if (words.length < 5) {
            throw new IllegalArgumentException("a record set is ZONE OWNER TYPE TTL DATA");
        }
        RecordSetKey key = PolicyText.key(words[0] + " " + words[1] + " " + words[2]);
        return RecordSet.of(key, new Ttl(Integer.parseInt(words[3])), List.of(words[4].split(" ", -1)));
    }

    static String command(Command command) {
        if (command instanceof Command.Force force) {
            String kind = force.kind() == null ? NONE : force.kind().name();
            return "force " + kind + " " + duration(force.duration()) + " " + force.endpointId();
        }
        if (command instanceof Command.Hold hold) {
            return "hold " + duration(hold.duration());
        }
        return command instanceof Command.Release ? "release" : "fail-back";
    }

    static Command command(String text) {
        String[] words = text.split(" ", 4);
        return switch (words[0] + " " + words.length) {
            case "force 4" ->
                new Command.Force(
                        words[3],
                        words[1].equals(NONE) ? null : StandingOrder.Kind.valueOf(words[1]),
                        duration(words[2]));
            case "hold 2" -> new Command.Hold(duration(words[1]));
            case "release 1" -> new Command.Release();
            case "fail-back 1" -> new Command.FailBack();
            default -> throw new IllegalArgumentException("is not known to this version");
        };
    }

    private static String duration(@Nullable Duration duration) {
        return duration == null ? NONE : duration.toString();
    }

    private static @Nullable Duration duration(String text) {
        return text.equals(NONE) ? null : Duration.parse(text);
    }
}
