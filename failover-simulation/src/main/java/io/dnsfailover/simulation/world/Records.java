package io.dnsfailover.simulation.world;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;

/** The names of the records and policies of a world: number 7 is the policy {@code r7} of {@code r7.example.com. A}. */
public final class Records {
    private static final DnsName ZONE = DnsName.of("example.com.");

    private Records() {}

    /** The name of the policy of a record. */
    public static String nameOf(int record) {
        return "r" + record;
    }

    /** The record set of a record. */
    public static RecordSetKey keyOf(int record) {
        return new RecordSetKey(ZONE, DnsName.of(nameOf(record) + ".example.com."), RecordType.A);
    }

    /** The number of a record. */
    public static int numberOf(RecordSetKey key) {
        String owner = key.owner().toString();
        return Integer.parseInt(owner.substring(1, owner.indexOf('.')));
    }

    /** The number of a record. */
    public static int numberOf(String policy) {
        return Integer.parseInt(policy.substring(1));
    }
}
