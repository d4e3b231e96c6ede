package io.dnsfailover.probes.internal;

import java.nio.charset.StandardCharsets;

/** What the body of an answer may hold where JSON is expected: it is read, or refused with the one exception that is for it. */
public final class JsonFuzz {
    private static final JsonPointer POINTER = JsonPointer.of("/a/0");

    private JsonFuzz() {}

    /** Takes a body. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            JsonText.Found found = JsonText.find(text, POINTER);
            if (found.kind() == JsonText.Kind.SCALAR && !text.contains("\"a\"") && !text.contains("\\u")) {
                throw new AssertionError("found without a way to it: " + found);
            }
        } catch (JsonText.MalformedJsonException refused) {
            // as it should be
        }
    }
}
