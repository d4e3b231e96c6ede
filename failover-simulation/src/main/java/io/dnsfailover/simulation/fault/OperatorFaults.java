package io.dnsfailover.simulation.fault;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Cleaner;
import io.dnsfailover.simulation.world.World;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator does at any time: orders, and other policies. */
final class OperatorFaults {
    private final World world;
    private final Reloads reloads;

    OperatorFaults(World world) {
        this.world = world;
        this.reloads = new Reloads(world);
    }

    boolean set(Fault fault, boolean begins) {
        if (fault.kind() == FaultKind.RELOAD) {
            reloads.set(fault, begins);
            return true;
        }
        Command command = command(fault);
        if (command == null) {
            return false;
        }
        List<FailoverPolicy> policies = world.policies();
        if (begins && !policies.isEmpty()) {
            world.order(policies.get(fault.subject() % policies.size()).name(), command);
        }
        return true;
    }

    private @Nullable Command command(Fault fault) {
        Duration lasts = fault.size() % 3 == 0 ? null : Duration.ofNanos(Math.max(1, fault.lastsNanos()));
        return switch (fault.kind()) {
            case ORDER_UP -> new Command.Force(endpoint(fault), StandingOrder.Kind.FORCED_UP, lasts);
            case ORDER_DOWN -> new Command.Force(endpoint(fault), StandingOrder.Kind.FORCED_DOWN, lasts);
            case ORDER_CLEAR -> Cleaner.asMeasured(endpoint(fault));
            case ORDER_HOLD -> new Command.Hold(lasts);
            case ORDER_RELEASE -> new Command.Release();
            case ORDER_FAILBACK -> new Command.FailBack();
            default -> null;
        };
    }

    private String endpoint(Fault fault) {
        List<FailoverPolicy> policies = world.policies();
        if (policies.isEmpty()) {
            return "none";
        }
        FailoverPolicy policy = policies.get(fault.subject() % policies.size());
        return policy.endpoints().get(fault.size() % policy.endpoints().size()).id();
    }
}
