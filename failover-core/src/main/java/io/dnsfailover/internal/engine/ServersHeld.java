package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Published;
import java.util.List;

/**
 * What the name servers held at the start of a record.
 *
 * @param asked how many name servers there are
 * @param served what those hold that could be read, in the order in which they answered
 */
record ServersHeld(int asked, List<Published> served) {
    /**
     * Whether the record knows for certain what it holds. When no name server could be read, or none had anything, one that is heard
     * of later, and holds something newer than what is stored, knows better: it may just have lost its zone for a moment.
     */
    boolean isConclusive() {
        return asked == 0 || served.stream().anyMatch(held -> !held.equals(Published.NOTHING));
    }
}
