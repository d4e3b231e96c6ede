package io.dnsfailover.dns.file;

import io.dnsfailover.dns.server.FileZoneServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import java.util.Objects;

class FilePublisherOnNsdContractTest extends FileOnServerContract {
    private static final int IN_A_ROW = 10;

    FilePublisherOnNsdContractTest() {
        super(FileZoneServer.Kind.NSD);
    }

    /** What it answers some times in a row: after a reload the process that has the old zone answers beside the new one for a moment. */
    @Override
    protected RecordSet lookup(RecordSetKey key) throws Exception {
        RecordSet seen = super.lookup(key);
        for (int inARow = 1; inARow < IN_A_ROW; inARow++) {
            RecordSet next = super.lookup(key);
            inARow = Objects.equals(next, seen) ? inARow : 0;
            seen = next;
        }
        return seen;
    }
}
