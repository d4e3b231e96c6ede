package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys that hold one item or a list of them, each once. */
final class Items {
    private static final int DNS_PORT = 53;

    private Items() {}

    /** Addresses of name servers, at port 53 where they name none. */
    static List<InetSocketAddress> servers(@Nullable Value value) {
        return each(value, item -> item.read(text -> Places.addressAndPort(text, DNS_PORT)));
    }

    /** Families of addresses. */
    static List<RecordType> families(@Nullable Value value) {
        return each(value, Items::family);
    }

    /** Addresses and networks that are allowed besides public ones. */
    static List<String> networks(@Nullable Value value) {
        return each(value, item -> item.read(Items::network));
    }

    /** Whatever the reader makes of each item; null where it has said what is wrong. */
    static <T> List<T> each(@Nullable Value value, Function<Value, @Nullable T> reader) {
        List<T> found = new ArrayList<>();
        for (Value item : value == null ? List.<Value>of() : value.itemOrItems()) {
            T read = reader.apply(item);
            if (read != null && found.contains(read)) {
                item.wrong("is there twice");
            } else if (read != null) {
                found.add(read);
            }
        }
        return found;
    }

    private static @Nullable RecordType family(Value item) {
        String word = item.word(List.of(RecordType.A.name(), RecordType.AAAA.name()));
        return word == null ? null : RecordType.valueOf(word);
    }

    private static String network(String text) {
        AddressPolicy unused = AddressPolicy.publicOnly().allow(text);
        return text;
    }
}
