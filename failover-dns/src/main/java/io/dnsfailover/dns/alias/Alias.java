package io.dnsfailover.dns.alias;

import io.dnsfailover.model.DnsName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A name that is kept resolved, and what it led to last. Written by whoever looked it up, read without a lock. */
final class Alias {
    private static final Logger LOG = LoggerFactory.getLogger(AliasResolver.class);

    private final DnsName name;
    private final AliasLimits limits;
    private volatile Resolved now = Resolved.UNKNOWN;
    private int failures; // guarded by this
    private @Nullable Long goodAtNanos; // guarded by this: when it had addresses last
    private String note = ""; // guarded by this
    private int holders; // guarded by the resolver

    Alias(DnsName name, AliasLimits limits) {
        this.name = name;
        this.limits = limits;
    }

    DnsName name() {
        return name;
    }

    /** What is known. */
    Resolved now() {
        return now;
    }

    /** Counts the holders; returns how many there are then. */
    int held(int more) {
        holders += more;
        return holders;
    }

    /**
     * Takes in a lookup.
     *
     * @return whether anything changed for those who read
     */
    synchronized boolean take(Lookup lookup, long nowNanos) {
        Resolved before = now;
        if (lookup.hasAddresses()) {
            goodAtNanos = nowNanos;
        }
        failures = lookup.isGood() ? 0 : failures + 1;
        boolean tooOld = goodAtNanos != null && limits.isTooOld(Duration.ofNanos(nowNanos - goodAtNanos));
        now = tooOld ? Resolved.UNKNOWN : before.after(lookup);
        tell(before, lookup, tooOld);
        note = lookup.note();
        return !now.equals(before);
    }

    /** In how long to ask again. */
    synchronized Duration askAgainAfter(Lookup lookup) {
        if (failures > 0) {
            return limits.pause(failures);
        }
        return now.isMissing() ? limits.floor() : limits.refreshAfter(lookup);
    }

    private void tell(Resolved before, Lookup lookup, boolean tooOld) {
        List<String> addresses = addresses(now);
        if (tooOld && before.hasAddresses()) {
            LOG.warn(
                    "{}: no good answer for longer than {}: its addresses are not used any more",
                    name,
                    limits.keepFor());
        } else if (failures > 0 && Integer.bitCount(failures) == 1) { // 1, 2, 4, 8 ...
            String kept = addresses.isEmpty() ? "it has no address here yet" : "goes on with " + addresses;
            LOG.warn("{} does not resolve, {} time(s) in a row: {}; {}", name, failures, lookup.note(), kept);
        } else if (failures == 0 && !addresses.equals(addresses(before))) {
            LOG.info("{} leads to {}", name, addresses);
        }
        if (failures == 0 && !lookup.note().isEmpty() && !lookup.note().equals(note)) {
            LOG.warn("{} {}", name, lookup.note());
        }
    }

    private static List<String> addresses(Resolved resolved) {
        List<String> all = new ArrayList<>(resolved.a().addresses());
        all.addAll(resolved.aaaa().addresses());
        return all;
    }

    synchronized AliasStatus status(long nowNanos) {
        Duration age = goodAtNanos == null ? null : Duration.ofNanos(nowNanos - goodAtNanos);
        return new AliasStatus(name, addresses(now), age, failures, note);
    }
}
