package io.dnsfailover.notify.incident;

/**
 * What a recipient was not told since its last message, in numbers.
 *
 * @param shortOutages incidents that were over within the delay
 * @param silenced events that maintenance or an operator's hold kept silent
 * @param undelivered messages that no attempt brought through
 */
public record Unsaid(int shortOutages, int silenced, int undelivered) {
    /** Nothing. */
    public static final Unsaid NOTHING = new Unsaid(0, 0, 0);

    /**
     * Adds up.
     *
     * @param more what comes on top
     * @return the sums
     */
    public Unsaid plus(Unsaid more) {
        return new Unsaid(shortOutages + more.shortOutages, silenced + more.silenced, undelivered + more.undelivered);
    }
}
