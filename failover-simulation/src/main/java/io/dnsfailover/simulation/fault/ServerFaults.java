package io.dnsfailover.simulation.fault;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.simulation.world.World;
import java.time.Duration;
import java.util.List;

/** What goes wrong with name servers, with the mail server and with the shared store. */
final class ServerFaults {
    private static final long SLOW_CALL_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long SLOW_MAIL_NANOS = Duration.ofMinutes(1).toNanos();
    private static final String ELSEWHERE = "198.18.0.1";

    private final World world;

    ServerFaults(World world) {
        this.world = world;
    }

    boolean set(Fault fault, boolean begins) {
        switch (fault.kind()) {
            case SERVER_DOWN -> trouble(fault, NameServer.Trouble.DOWN, begins);
            case SERVER_LIMITED -> trouble(fault, NameServer.Trouble.LIMITED, begins);
            case SERVER_FAILING -> trouble(fault, NameServer.Trouble.FAILING, begins);
            case SERVER_DEAF -> trouble(fault, NameServer.Trouble.DEAF, begins);
            case SERVER_MUTE -> trouble(fault, NameServer.Trouble.MUTE, begins);
            case SERVER_LATE -> trouble(fault, NameServer.Trouble.LATE, begins);
            case SERVER_STALE -> trouble(fault, NameServer.Trouble.STALE, begins);
            case SERVER_EMPTY -> trouble(fault, NameServer.Trouble.EMPTY, begins);
            case SERVER_EDITED -> edit(fault);
            case SERVER_EMPTIED -> world.edit(server(fault), record(fault), null);
            case PUBLISHING_SLOW -> world.slowPublishing(begins ? SLOW_CALL_NANOS : -SLOW_CALL_NANOS);
            default -> {
                return setMail(fault, begins);
            }
        }
        return true;
    }

    private boolean setMail(Fault fault, boolean begins) {
        switch (fault.kind()) {
            case STORE_OUT -> world.sharedStore().out(begins);
            case MAIL_DOWN -> world.mail().out(begins);
            case MAIL_GREYLISTED -> world.mail().greylists(begins ? fault.size() : -fault.size());
            case MAIL_SLOW -> world.mail().slows(begins ? SLOW_MAIL_NANOS : -SLOW_MAIL_NANOS);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void trouble(Fault fault, NameServer.Trouble trouble, boolean begins) {
        server(fault).troubles(trouble, begins ? fault.size() : -fault.size());
    }

    private void edit(Fault fault) {
        int record = record(fault);
        world.edit(server(fault), record, RecordSet.of(Records.keyOf(record), new Ttl(300), List.of(ELSEWHERE)));
    }

    private NameServer server(Fault fault) {
        return world.nameServers().get(fault.subject() % world.nameServers().size());
    }

    private int record(Fault fault) {
        return fault.size() % world.blueprint().policies().size();
    }
}
