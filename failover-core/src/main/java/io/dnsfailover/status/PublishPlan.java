package io.dnsfailover.status;

import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a start would write, and where: the result of a dry run.
 *
 * @param steps one for each name server and record: server after server in the order of the publishers, in each the records in the order of
 *     the policies
 */
public record PublishPlan(List<Step> steps) {
    /** What a start would do with one record on one name server. */
    public enum Action {
        /** There is no such record set: it is made. */
        CREATE,
        /** The record set is ours and says something else: it is changed. */
        CHANGE,
        /**
         * The record set is there without our mark: it is taken over, and changed where it says something else. A publisher that
         * finds the mark of another owner there refuses to.
         */
        TAKE_OVER,
        /** The server holds just what it should: nothing is written. */
        LEAVE,
        /** The server could not be read: nobody knows. */
        UNREADABLE
    }

    /**
     * One record on one name server.
     *
     * @param publisher the name of the publisher
     * @param policy the name of the policy
     * @param action what is done
     * @param wanted what the server is to hold
     * @param generation the generation of that
     * @param holds what it holds now; null when it could not be read
     * @param failure why it could not be read; null when it could
     */
    public record Step(
            String publisher,
            String policy,
            Action action,
            RecordSet wanted,
            long generation,
            @Nullable Published holds,
            @Nullable String failure) {
        /** Escapes and cuts what was said of a failure. */
        public Step {
            failure = failure == null ? null : Printable.of(failure);
        }

        /** Such as {@code change www.example.com. A 30s [192.0.2.10] generation 3 -> 30s [192.0.2.20] generation 4}. */
        @Override
        public String toString() {
            String to = wanted.ttl() + " " + wanted.rdata() + " generation " + generation;
            String line = action.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + wanted.key();
            RecordSet there = holds == null ? null : holds.recordSet();
            String from = there == null ? "" : " " + there.ttl() + " " + there.rdata();
            String mark = holds == null || holds.generation() == 0
                    ? " without our mark"
                    : " generation " + holds.generation();
            return switch (action) {
                case CREATE -> line + " " + to;
                case CHANGE, TAKE_OVER -> line + from + mark + " -> " + to;
                case LEAVE -> line + " " + to;
                case UNREADABLE -> line + ": " + failure;
            };
        }
    }

    /** Copies the list. */
    public PublishPlan {
        steps = List.copyOf(steps);
    }

    /**
     * Whether every server could be read.
     *
     * @return false when the plan leaves something open
     */
    public boolean isComplete() {
        return steps.stream().noneMatch(step -> step.action() == Action.UNREADABLE);
    }

    /** A heading for each name server, and a line for each record under it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        String server = null;
        for (Step step : steps) {
            if (!step.publisher().equals(server)) {
                server = step.publisher();
                text.append(server).append(":\n");
            }
            text.append("  ").append(step).append('\n');
        }
        return text.toString();
    }
}
