package io.dnsfailover.spi;

import io.dnsfailover.model.RecordSetKey;

/**
 * One record set to take away.
 *
 * @param key the record set
 * @param expected what it is believed to hold now; nothing must happen when it holds something else
 * @param generation the generation of the decision behind it, from 1; grows with each decision of a record
 * @param fencingToken the token of the controller that decided, 0 for a single process
 */
public record Withdrawal(RecordSetKey key, Published expected, long generation, long fencingToken) {}
