package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Sight;
import io.dnsfailover.status.ZoneStatus.Standing;

/**
 * Whether an authoritative server answers for a zone, after damping: three looks in a row against it, two for it. Pure.
 *
 * @param standing what holds
 * @param against how many looks in a row spoke against that
 */
record AuthorityHealth(Standing standing, int against) {
    static final AuthorityHealth UNKNOWN = new AuthorityHealth(Standing.UNKNOWN, 0);

    private static final int LOOKS_TO_BE_OUT = 3;
    private static final int LOOKS_TO_ANSWER = 2;

    /** After one look more. Between lame and silent it is the newest look that tells. */
    AuthorityHealth next(Sight.Kind seen) {
        Standing shown = switch (seen) {
            case SERVES, OTHER -> Standing.ANSWERS;
            case LAME -> Standing.LAME;
            case SILENT -> Standing.SILENT;
        };
        if (standing != Standing.UNKNOWN && shown.isOut() == standing.isOut()) {
            return new AuthorityHealth(shown, 0);
        }
        int needed = shown.isOut() ? LOOKS_TO_BE_OUT : standing == Standing.UNKNOWN ? 1 : LOOKS_TO_ANSWER;
        int looks = against + 1;
        return looks >= needed ? new AuthorityHealth(shown, 0) : new AuthorityHealth(standing, looks);
    }

    /** Whether it does not answer. */
    boolean isOut() {
        return standing.isOut();
    }

    /** Whether more looks are due soon. */
    boolean isOpen() {
        return standing == Standing.UNKNOWN || against > 0;
    }
}
