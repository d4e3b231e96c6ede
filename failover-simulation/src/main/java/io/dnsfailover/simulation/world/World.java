package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that there is, and what an operator does to it: orders are given, policies replaced. */
public final class World {
    /** The port of the backend with the number 0: endpoints carry their backend's number in their port. */
    public static final int FIRST_PORT = 1000;

    private static final long MILLI = 1_000_000;

    private final Blueprint blueprint;
    private final Witness witness;
    private final Timeline timeline = new Timeline();
    private final List<Backend> backends = new ArrayList<>();
    private final List<Backend> always = new ArrayList<>();
    private final List<Endpoint> controls = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<RemoteAgent> agents = new ArrayList<>();
    private final List<NameServer> nameServers = new ArrayList<>();
    private final Processes processes;
    private final SharedStore sharedStore = new SharedStore();
    private final MailSink mail;
    private final Chance chance;
    private final long[][][] checkedAt;
    private List<FailoverPolicy> policies;
    private long slowWorkNanos;

    /** Builds a world; nothing runs before {@link #begin}. */
    public World(Blueprint blueprint, Witness witness) {
        this.blueprint = blueprint;
        this.witness = witness;
        this.policies = blueprint.policies();
        this.chance = new Chance(blueprint.seed(), "world");
        this.mail = new MailSink(new Chance(blueprint.seed(), "mail"), witness);
        blueprint.backends().forEach(address -> backends.add(new Backend(address, timeline)));
        for (String address : blueprint.controls()) {
            int port = FIRST_PORT + backends.size() + always.size();
            always.add(new Backend(address, timeline));
            controls.add(new Endpoint("control-" + port, Target.parse(address), port));
        }
        int firstRemote = blueprint.locations().size() - blueprint.remote();
        for (int i = 0; i < blueprint.locations().size(); i++) {
            Chance own = new Chance(blueprint.seed(), "place " + i);
            Place place =
                    new Place(i, blueprint.locations().get(i), i >= firstRemote, backends.size() + always.size(), own);
            places.add(place);
            agents.add(new RemoteAgent(place, this));
        }
        for (int i = 0; i < blueprint.comparing().size(); i++) {
            Chance own = new Chance(blueprint.seed(), "name server " + i);
            nameServers.add(new NameServer(i, blueprint.comparing().get(i), policies.size(), own));
        }
        processes = new Processes(this, sharedStore);
        checkedAt = new long[policies.size()][backends.size()][places.size()];
    }

    /** Starts the first controller, the remote places and the resolvers. */
    public void begin() {
        for (Place place : places) {
            if (place.isRemote()) {
                agent(place).follow(policies);
            }
        }
        for (int i = 0; i < blueprint.resolvers(); i++) {
            new Resolver(this, new Chance(blueprint.seed(), "resolver " + i)).begin();
        }
        processes.run(processes.controllers().get(0));
    }

    /** The operator replaces the policies everywhere. */
    public void reload(List<FailoverPolicy> next) {
        policies = next;
        for (Place place : places) {
            if (place.isRemote()) {
                agent(place).follow(next);
            }
        }
        processes.lives().forEach(life -> life.reload(next));
    }

    /** The operator gives an order to the controller in office. */
    public void order(String policy, Command command) {
        Life office = processes.inOffice();
        if (office != null) {
            office.order(policy, command);
        }
    }

    /** Somebody edits what a name server holds, without any mark. */
    public void edit(NameServer server, int record, @Nullable RecordSet recordSet) {
        server.edit(record, recordSet);
        witness.edited(server, record);
    }

    /** How long the next task of a worker takes. */
    long workTakes(String worker, Life life) {
        if (worker.startsWith("publisher")) {
            return chance.nanosBetween(2 * MILLI, 50 * MILLI) + slowWorkNanos;
        }
        if (worker.equals("store")) {
            return chance.nanosBetween(MILLI / 10, 5 * MILLI);
        }
        return mail.takesNanos();
    }

    /** Each call of a name server takes so much longer, or less. */
    public void slowPublishing(long nanos) {
        slowWorkNanos += nanos;
    }

    void checkStarted(int record, int backend, int place) {
        checkedAt[record][backend][place] = timeline.nowNanos();
    }

    /** When an endpoint was last checked from a place of its own, in true time. */
    public long checkedAtNanos(int record, int backend, int place) {
        return checkedAt[record][backend][place];
    }

    /** What it is made of. */
    public Blueprint blueprint() {
        return blueprint;
    }

    /** Who hears of everything. */
    public Witness witness() {
        return witness;
    }

    /** The true time. */
    public Timeline timeline() {
        return timeline;
    }

    /** The policies that the operator wants now. */
    public List<FailoverPolicy> policies() {
        return policies;
    }

    /** The locations. */
    public List<Place> places() {
        return places;
    }

    RemoteAgent agent(Place place) {
        return agents.get(place.number());
    }

    /** The name servers. */
    public List<NameServer> nameServers() {
        return nameServers;
    }

    /** The machines that can run an engine, and what runs on them. */
    public Processes processes() {
        return processes;
    }

    /** The mail server. */
    public MailSink mail() {
        return mail;
    }

    /** What several controllers share. */
    public SharedStore sharedStore() {
        return sharedStore;
    }

    /** All servers that records may point at. */
    public List<Backend> backends() {
        return backends;
    }

    /** What always answers, where it can be reached. */
    public List<Endpoint> controls() {
        return controls;
    }

    /** One of the servers, or of what always answers. */
    public Backend backend(int number) {
        return number < backends.size() ? backends.get(number) : always.get(number - backends.size());
    }

    /** The number of the backend behind a port. */
    public int backendAt(int port) {
        return port - FIRST_PORT;
    }
}
