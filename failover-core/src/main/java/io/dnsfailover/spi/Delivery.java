package io.dnsfailover.spi;

import io.dnsfailover.event.FailoverEvent;

/**
 * One attempt to tell people of an event.
 *
 * @param event the event; its {@code header().id()} is the same in every attempt, so that a receiver can drop
 *     duplicates
 * @param attempt the number of the attempt, from 1
 */
public record Delivery(FailoverEvent event, int attempt) {}
