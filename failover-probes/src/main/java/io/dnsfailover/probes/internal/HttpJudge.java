package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one response as it comes, whoever reads it from the network: interim responses, the head, the body in pieces, its
 * end. As soon as the verdict stands nothing more needs to be read. For one thread.
 */
final class HttpJudge {
    /** More interim responses (1xx) than this are a failure. */
    static final int MAX_INTERIM = 8;

    /** The head of the final response. */
    interface Head {
        /** The status, 200 to 599. */
        int status();

        /** Whether the version is older than 1.0; its text is for people. */
        boolean isAncient();

        /** Such as {@code HTTP/1.1}. */
        String version();

        /** Whether a body follows. */
        boolean hasBody();

        /** The values of a field, whatever the case of its name, in the order in which they came. */
        List<String> values(String name);
    }

    private final HttpExpected expected;
    private final BodyJudge body;
    private int interim;

    HttpJudge(HttpAsk ask) {
        this.expected = ask.expected();
        this.body = new BodyJudge(expected);
    }

    /** An interim response came; null when that is all right. */
    @Nullable
    Finding interim() {
        return ++interim > MAX_INTERIM
                ? Finding.of(Reason.TOO_LARGE, "more than " + MAX_INTERIM + " interim responses")
                : null;
    }

    /**
     * What no reader of ours may let pass: versions before 1.0, and two lengths (RFC 9112 section 6.3: at best an error,
     * and at worst an attempt to smuggle another message). Null when there is nothing of that.
     */
    @Nullable
    Finding brokenHead(Head head) {
        if (head.isAncient()) {
            return Finding.of(Reason.MALFORMED, "the version " + Sockets.cut(head.version()));
        }
        List<String> lengths = head.values("Content-Length");
        lengths = lengths.size() < 2 ? lengths : lengths.stream().distinct().toList();
        if (lengths.size() > 1) {
            return Finding.of(
                    Reason.MALFORMED,
                    "two lengths: " + Sockets.cut(lengths.get(0)) + " and " + Sockets.cut(lengths.get(1)));
        }
        return !lengths.isEmpty() && !head.values("Transfer-Encoding").isEmpty()
                ? Finding.of(Reason.MALFORMED, "two lengths: Content-Length and Transfer-Encoding")
                : null;
    }

    /** The head came; null when the body decides. */
    @Nullable
    Finding head(Head head) {
        Finding broken = brokenHead(head);
        if (broken != null) {
            return broken;
        }
        int status = head.status();
        if (!expected.statuses().test(status)) {
            return Finding.of(Reason.STATUS, "status " + status + ", expected " + expected.statusesInWords());
        }
        for (HttpExpected.Field field : expected.fields()) {
            List<String> values = head.values(field.name());
            if (values.stream()
                    .noneMatch(value -> field.pattern().matcher(value).find())) {
                return Finding.of(Reason.CONTENT, "the field " + field.name() + " " + without(field, values));
            }
        }
        if (expected.ignoresBody()) {
            return Finding.of(Reason.EXPECTED, "status " + status);
        }
        if (!head.hasBody()) {
            return expected.takesNoBody()
                    ? body.end()
                    : Finding.of(Reason.CONTENT, "status " + status + " without a body");
        }
        for (String coding : head.values("Content-Encoding")) {
            if (!coding.equalsIgnoreCase("identity")) {
                return Finding.of(
                        Reason.CONTENT,
                        "the body is in the coding '" + Sockets.cut(coding)
                                + "', which was not asked for, and is not decoded");
            }
        }
        return null;
    }

    private static String without(HttpExpected.Field field, List<String> values) {
        return values.isEmpty()
                ? "is missing"
                : "is '" + Sockets.cut(values.get(0)) + "', in which '" + field.pattern() + "' is not found";
    }

    /** A piece of the body came, and is consumed; null when more decides. */
    @Nullable
    Finding piece(ByteBuffer piece) {
        return body.piece(piece);
    }

    /** The body has ended without a verdict. */
    Finding end() {
        return body.end();
    }
}
