/**
 * What an engine took in and decided, as a journal: entries, their text, where they are kept. With a journal a run can be
 * replayed, decision by decision, and another policy can be tried on what really happened.
 *
 * <p>Stands after {@code spi}, because what was stored and what the name servers held are inputs of a run.
 */
@NullMarked
package io.dnsfailover.journal;

import org.jspecify.annotations.NullMarked;
