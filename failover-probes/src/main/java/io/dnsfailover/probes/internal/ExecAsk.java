package io.dnsfailover.probes.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program that checks.
 *
 * @param command its absolute path and its arguments; one that is {@code {address}}, {@code {port}} or {@code {name}} is replaced
 * @param environment the whole of its environment
 * @param inconclusive the exit codes that say nothing of the endpoint
 */
public record ExecAsk(List<String> command, Map<String, String> environment, Set<Integer> inconclusive) implements Ask {
    @Override
    public Conversation talk(Check check, Way way) {
        return new ExecConversation(check, this, way);
    }
}
