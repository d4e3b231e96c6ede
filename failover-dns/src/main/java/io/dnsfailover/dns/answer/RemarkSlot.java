package io.dnsfailover.dns.answer;

import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.spi.RecordOutlook;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A TXT record about a managed record set. It lives for no second, and no serial counts it: nobody is to keep it. */
final class RemarkSlot implements Slot {
    private final RecordSetKey about;
    private final Function<RecordOutlook, String> text;
    /** Written by any thread that finds it outdated. */
    private volatile @Nullable Cached cached;

    private record Cached(RecordOutlook source, Encoded encoded) {}

    RemarkSlot(RecordSetKey about, Function<RecordOutlook, String> text) {
        this.about = about;
        this.text = text;
    }

    @Override
    public @Nullable Encoded now(NameIndex index, RecordDirectory directory, AtomicInteger serial) {
        RecordOutlook outlook = directory.outlook(about.owner(), about.type());
        if (outlook == null) {
            return null;
        }
        Cached before = cached;
        if (before != null && before.source.equals(outlook)) {
            return before.encoded;
        }
        Encoded fresh = Encoded.text(text.apply(outlook));
        cached = new Cached(outlook, fresh);
        return fresh;
    }
}
