package io.dnsfailover.dns.internal.lookup;

import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** What a response answers with. Pure. */
public final class AnswerSection {
    private AnswerSection() {}

    /**
     * The records of a name in the answer.
     *
     * @param response a response
     * @param owner the name
     * @param type A, AAAA, CNAME or SOA; none is found of another type
     * @return those that have data: without, as only updates may have them, dnsjava makes something else of these types
     */
    public static List<Record> records(Message response, Name owner, int type) {
        return response.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type
                        && record.getDClass() == DClass.IN
                        && record.getName().equals(owner)
                        && hasData(record))
                .toList();
    }

    private static boolean hasData(Record record) {
        return record instanceof ARecord
                || record instanceof AAAARecord
                || record instanceof CNAMERecord
                || record instanceof SOARecord;
    }
}
