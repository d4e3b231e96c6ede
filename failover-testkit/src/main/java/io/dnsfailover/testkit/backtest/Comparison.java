package io.dnsfailover.testkit.backtest;

import io.dnsfailover.policy.FailoverPolicy;

/**
 * One record, as it went and as it would have gone.
 *
 * @param recorded the policy that it had in the end
 * @param candidate the policy that was tried
 * @param happened what became of it
 * @param would what would have become of it
 * @param lines what was answered, for the picture
 */
record Comparison(FailoverPolicy recorded, FailoverPolicy candidate, Score happened, Score would, Lines lines) {
    /** What was answered by the first name server, and what would have been. */
    record Lines(TimeLine happened, TimeLine would) {}
}
