/**
 * Gathers what a report tells beside its event: what else happened, what the locations saw, which way the packets took. Listens off
 * the decision path, with bounded memory and constant work; {@link io.dnsfailover.notify.collect.Reports} is what a host assembles.
 */
@NullMarked
package io.dnsfailover.notify.collect;

import org.jspecify.annotations.NullMarked;
