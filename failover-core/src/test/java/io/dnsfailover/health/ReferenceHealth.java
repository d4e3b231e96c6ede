package io.dnsfailover.health;

/**
 * The rule of {@link Damping} told once more in another way: no state is carried from check to check; the whole history, a word
 * of {@code P} and {@code F}, is read from its beginning each time.
 */
final class ReferenceHealth {
    private final Damping damping;

    ReferenceHealth(Damping damping) {
        this.damping = damping;
    }

    /** What a location thinks that knew nothing before. Checks that said nothing are not in the history. */
    Health afterUnknown(String history) {
        return alive(history, false);
    }

    /** What a location thinks that held the endpoint for failed before. */
    Health afterDown(String history) {
        return down(history);
    }

    /** Since the endpoint was last held for failed, or from the beginning. */
    private Health alive(String rest, boolean wasUpBefore) {
        for (int end = 1; end <= rest.length(); end++) {
            if (count('F', unforgiven(rest.substring(0, end))) == damping.fall()) {
                return down(rest.substring(end));
            }
        }
        String unforgiven = unforgiven(rest);
        int failures = count('F', unforgiven);
        if (failures == 0) {
            return wasUpBefore || rest.contains("P") ? new Health(HealthState.UP, 0, 0) : Health.UNKNOWN;
        }
        boolean everWorked = wasUpBefore || rest.contains("P");
        return new Health(everWorked ? HealthState.SUSPECT : HealthState.UNKNOWN, failures, passesAtTheEnd(rest));
    }

    /** Since the check that made it DOWN. */
    private Health down(String rest) {
        String risen = "P".repeat(damping.rise());
        int at = rest.indexOf(risen);
        if (at >= 0) {
            return alive(rest.substring(at + risen.length()), true);
        }
        int passes = passesAtTheEnd(rest);
        return passes == 0 ? Health.DOWN : new Health(HealthState.RECOVERING, 0, passes);
    }

    /** What came after the last {@code ok} passes in a row, which forgive everything before them. */
    private String unforgiven(String history) {
        String forgiving = "P".repeat(damping.ok());
        int at = history.lastIndexOf(forgiving);
        return at < 0 ? history : history.substring(at + forgiving.length());
    }

    private static int count(char what, String history) {
        return (int) history.chars().filter(c -> c == what).count();
    }

    private static int passesAtTheEnd(String history) {
        return history.length() - (history.lastIndexOf('F') + 1);
    }
}
