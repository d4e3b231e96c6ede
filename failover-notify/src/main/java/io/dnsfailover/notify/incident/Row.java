package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;

/**
 * An event that waits to be told to one recipient.
 *
 * @param ticket under which it was taken
 * @param event the event
 * @param silent whether its policy was in maintenance or held when it came
 */
record Row(long ticket, FailoverEvent event, boolean silent) {}
