package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.Payload;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Values that several types share. */
final class Payloads {
    private Payloads() {}

    static <P> P text(ProbeFields fields, P probe, String key, BiFunction<P, String, P> setter) {
        String text = fields.text(key);
        return text == null ? probe : setter.apply(probe, text);
    }

    /** Of the ways to say what is sent, and what is expected, one is enough. */
    static void exclude(ProbeFields fields) {
        fields.exclude("send", "send-hex");
        fields.exclude("expect", "expect-hex");
        fields.exclude("expect", "expect-pattern");
        fields.exclude("expect-hex", "expect-pattern");
    }

    static void print(Map<String, Object> map, String key, @Nullable Payload payload) {
        if (payload != null) {
            map.put(payload.hex() ? key + "-hex" : key, payload.written());
        }
    }
}
