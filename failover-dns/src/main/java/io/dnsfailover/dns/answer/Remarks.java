package io.dnsfailover.dns.answer;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.RecordOutlook;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The TXT records that stand beside each managed record set, if the host wants them.
 *
 * @param owner the name of the ownership in the marks; null for no marks
 * @param fencingToken the token in the marks
 * @param status whether there are texts about the status
 */
record Remarks(@Nullable String owner, long fencingToken, boolean status) {
    /** Where the status of a record set stands; its mark is where publishers write it. */
    static DnsName statusNameFor(RecordSetKey key) {
        String label = "_failover-status-" + key.type().name().toLowerCase(Locale.ROOT);
        String owner = key.owner().toString();
        return owner.startsWith("*.")
                ? DnsName.of(label + "-wildcard" + owner.substring(1))
                : key.owner().child(label);
    }

    /** The mark of a decision, exactly as a publisher writes it. */
    String mark(RecordOutlook outlook) {
        return new OwnershipMark(String.valueOf(owner), outlook.generation(), fencingToken).text();
    }

    static String status(RecordOutlook outlook) {
        String change = outlook.soonestChange() == null
                ? "none"
                : outlook.soonestChange().truncatedTo(ChronoUnit.SECONDS).toString();
        return "v=1 generation=" + outlook.generation() + " soonest-change=" + change + " holding=" + outlook.holding();
    }
}
