package io.dnsfailover.spi;

/**
 * An event that one notifier has still to be told.
 *
 * @param number its place in the order of all events of the store, and its key; an event with a number that is there takes its place
 * @param notifier the name of the notifier
 * @param eventId the id of the event, {@code header().id()}; the same for every notifier
 * @param attempt the number of the newest attempt to deliver it that may have begun, from 1
 * @param text the event as text of {@code io.dnsfailover.journal.EventFormat}: one line of printable ASCII and tabs, of 128 Ki
 *     characters at most
 */
public record StoredEvent(long number, String notifier, String eventId, int attempt, String text) {}
