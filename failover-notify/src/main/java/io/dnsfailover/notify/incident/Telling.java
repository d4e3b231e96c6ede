package io.dnsfailover.notify.incident;

import io.dnsfailover.notify.route.Recipient;
import java.util.List;

/**
 * Something to tell now. Immutable.
 *
 * @param number unique in its judge
 * @param form what it is
 * @param to whom: mailboxes of one contact list, or one channel
 * @param stories one incident, or all those of a digest
 * @param unsaid what was not told since the last message
 */
public record Telling(long number, Form form, List<Recipient> to, List<Story> stories, Unsaid unsaid) {
    /** What a message is. */
    public enum Form {
        /** One incident: its beginning, what is new of it, or its end. */
        INCIDENT,
        /** That an incident still lasts. */
        REMINDER,
        /** Several incidents, because there were more than fit. */
        DIGEST
    }

    /** Copies the lists. */
    public Telling {
        to = List.copyOf(to);
        stories = List.copyOf(stories);
    }

    /**
     * How many events it tells of.
     *
     * @return those that are listed and those that are counted
     */
    public int size() {
        return stories.stream().mapToInt(Story::size).sum();
    }
}
