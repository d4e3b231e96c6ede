package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.alias.FakeResolver;
import java.util.Arrays;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** Makes a reply to a query, record by record. */
final class ReplyMaker {
    private final Message message;

    private ReplyMaker(Message message) {
        this.message = message;
    }

    /** A reply without authority. */
    static ReplyMaker to(Message query) {
        Message message = new Message(query.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(query.getQuestion(), Section.QUESTION);
        return new ReplyMaker(message);
    }

    /** A reply to a question for a name. */
    static ReplyMaker to(String name, int type) throws Exception {
        return to(Message.newQuery(Record.newRecord(Name.fromString(name), type, 1)));
    }

    ReplyMaker authority() {
        message.getHeader().setFlag(Flags.AA);
        return this;
    }

    ReplyMaker truncated() {
        message.getHeader().setFlag(Flags.TC);
        return this;
    }

    ReplyMaker rcode(int rcode) {
        message.getHeader().setRcode(rcode);
        return this;
    }

    ReplyMaker answer(String... records) {
        return add(Section.ANSWER, records);
    }

    ReplyMaker authorities(String... records) {
        return add(Section.AUTHORITY, records);
    }

    ReplyMaker additional(String... records) {
        return add(Section.ADDITIONAL, records);
    }

    private ReplyMaker add(int section, String... records) {
        Arrays.stream(records).map(FakeResolver::record).forEach(record -> message.addRecord(record, section));
        return this;
    }

    Message message() {
        return message;
    }

    byte[] wire() {
        return message.toWire();
    }
}
