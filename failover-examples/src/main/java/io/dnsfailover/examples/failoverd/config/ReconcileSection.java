package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.Reconciliation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code reconcile}: how the name servers are watched. */
final class ReconcileSection {
    private static final int MOST = 10_000;

    private ReconcileSection() {}

    /** What the file says, the library's defaults where it says nothing. */
    static Reconciliation read(@Nullable Value section) {
        Reconciliation usual = Reconciliation.DEFAULT;
        Fields fields = section == null ? null : section.fields(Keys.RECONCILE);
        if (fields == null) {
            return usual;
        }
        Value every = fields.get("every");
        Duration period = every == null
                ? usual.every()
                : every.read(text ->
                        with(DurationText.parse(text), usual.divergedAfter()).every());
        Value most = fields.get("max-per-second");
        Integer mostPerSecond = most == null ? Integer.valueOf(usual.mostPerSecond()) : most.wholeNumber(1, MOST);
        Value after = fields.get("diverged-after");
        Duration divergedAfter = after == null
                ? usual.divergedAfter()
                : after.read(
                        text -> with(usual.every(), DurationText.parse(text)).divergedAfter());
        return period == null || mostPerSecond == null || divergedAfter == null
                ? usual
                : new Reconciliation(period, mostPerSecond, divergedAfter);
    }

    private static Reconciliation with(Duration every, Duration divergedAfter) {
        return new Reconciliation(every, Reconciliation.DEFAULT.mostPerSecond(), divergedAfter);
    }
}
