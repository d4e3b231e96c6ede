package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.report.Block.Code;
import io.dnsfailover.notify.report.Block.Words;
import java.util.ArrayList;
import java.util.List;

/** The orders with which an operator takes a move back, or keeps it. */
final class Undo {
    private Undo() {}

    static List<Block> of(Report report) {
        Decision decision = report.decision();
        String policy = report.event().header().policy();
        OperatorCommands commands = report.commands();
        if (decision == null) {
            return released(report.event(), policy, commands);
        }
        List<Block> blocks = new ArrayList<>();
        switch (decision.cause()) {
            case FAILOVER, ALL_DOWN -> {
                if (decision.from() instanceof Holding.Single left) {
                    blocks.add(new Words(
                            "To return as soon as a more preferred endpoint is up, whatever the failback mode:"));
                    blocks.add(new Code(List.of(commands.failBack(policy))));
                    blocks.add(new Words("To count " + left.endpointId()
                            + " as up whatever is measured (your word against the checks, without a fresh check):"));
                    blocks.add(new Code(List.of(commands.forceUp(policy, left.endpointId()))));
                }
            }
            case FAILBACK -> {
                if (decision.to() instanceof Holding.Single chosen) {
                    blocks.add(new Words("To leave " + chosen.endpointId() + " again, by counting it as down:"));
                    blocks.add(new Code(List.of(commands.forceDown(policy, chosen.endpointId()))));
                }
            }
        }
        blocks.add(new Words("To keep the record where it is now, until that is released:"));
        blocks.add(new Code(List.of(commands.hold(policy))));
        return blocks;
    }

    /** How to lift what withholds a move. */
    private static List<Block> released(FailoverEvent event, String policy, OperatorCommands commands) {
        Notice notice = event instanceof FailoverEvent.MoveWithheld withheld ? withheld.notice() : Notice.NONE;
        if (notice == Notice.HELD) {
            return List.of(new Words("To let the record move again:"), new Code(List.of(commands.release(policy))));
        }
        return notice == Notice.BRAKED || event instanceof FailoverEvent.BrakeApplied
                ? List.of(
                        new Words("To let every move through that waits:"), new Code(List.of(commands.releaseBrake())))
                : List.of();
    }
}
