package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one response of HTTP/1 (RFC 9112) as it comes, in pieces of any size, and gives it to its judge. Bounded in
 * everything that an endpoint can make long: lines, fields, interim responses, chunk extensions, trailers, body. Says
 * what the full client says of the same bytes. For one thread.
 */
final class HttpReader {
    private static final int MAX_EMPTY_LINES = 10;
    private static final int SWITCHING = 101;
    private static final String VERSION = "HTTP/";

    private enum State {
        STATUS_LINE,
        FIELDS,
        BODY_OF_LENGTH,
        BODY_TO_THE_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    /** The head of a final response. */
    private record FinalHead(int status, String version, HttpFields fields) implements HttpJudge.Head {
        @Override
        public boolean isAncient() {
            return version.startsWith("HTTP/0");
        }

        @Override
        public boolean hasBody() {
            return status != 204 && status != 304;
        }

        @Override
        public List<String> values(String name) {
            return fields.values(name);
        }
    }

    private final HttpJudge judge;
    private State state = State.STATUS_LINE;
    private byte[] line = new byte[128];
    private int length; // of the line so far
    private int emptyLines;
    private String version = "";
    private int status;
    private HttpFields fields = new HttpFields();
    private boolean answered;
    private long left; // of the body or the chunk
    private long expected; // of the same

    HttpReader(HttpJudge judge) {
        this.judge = judge;
    }

    /** Whether the head of the final response came. */
    boolean answered() {
        return answered;
    }

    /** The status of the final response, when its head came. */
    int status() {
        return status;
    }

    /** Reads on; null when more is needed. What is left in the piece after a verdict is of no interest. */
    @Nullable
    Finding read(ByteBuffer piece) {
        Finding verdict = null;
        while (verdict == null && piece.hasRemaining()) {
            verdict = switch (state) {
                case BODY_OF_LENGTH, CHUNK, BODY_TO_THE_END -> body(piece);
                default -> endsLine(piece) ? takeLine() : tooLong();
            };
        }
        return verdict;
    }

    /** Moves bytes into the line; true when it is whole, without its end. */
    private boolean endsLine(ByteBuffer piece) {
        while (piece.hasRemaining() && length <= HttpSide.MAX_LINE_CHARS) {
            byte next = piece.get();
            if (next == '\n') {
                length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
                return true;
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = next;
        }
        return false;
    }

    private @Nullable Finding tooLong() {
        return length > HttpSide.MAX_LINE_CHARS ? tooLarge("Maximum line length limit exceeded") : null;
    }

    private @Nullable Finding takeLine() {
        int whole = length;
        length = 0;
        return switch (state) {
            case STATUS_LINE -> whole == 0 ? emptyLine() : statusLine(text(whole));
            case FIELDS -> whole == 0 ? headEnds() : fields.add(line, whole);
            case CHUNK_SIZE -> chunkSize(text(whole));
            case CHUNK_END -> {
                state = State.CHUNK_SIZE;
                yield whole == 0 ? null : malformed("CRLF expected at end of chunk");
            }
            case TRAILERS -> whole == 0 ? judge.end() : fields.add(line, whole);
            default -> throw new IllegalStateException(state.name());
        };
    }

    private String text(int whole) {
        return new String(line, 0, whole, StandardCharsets.ISO_8859_1);
    }

    private @Nullable Finding emptyLine() {
        return ++emptyLines > MAX_EMPTY_LINES ? tooLarge("Maximum empty line limit exceeded") : null;
    }

    /** {@code HTTP/1.1 200 and words}: a digit, a dot and a digit; then three digits (RFC 9112 section 4). */
    private @Nullable Finding statusLine(String text) {
        int major = VERSION.length();
        boolean versioned = text.startsWith(VERSION)
                && isDigit(text, major)
                && text.startsWith(".", major + 1)
                && isDigit(text, major + 2);
        if (!versioned) {
            return malformed("Invalid protocol version", text, 0);
        }
        version = text.substring(0, major + 3);
        int code = major + 4;
        int end = code;
        while (end < code + 3 && isDigit(text, end)) {
            end++;
        }
        if (text.length() < code || text.charAt(code - 1) != ' ' || end < code + 3) {
            return malformed("Status line contains invalid status code", text, Math.min(end, text.length()));
        }
        status = Integer.parseInt(text, code, end, 10);
        if (text.length() > end && text.charAt(end) != ' ') {
            return malformed("Status line contains invalid status code", text, end);
        }
        state = State.FIELDS;
        return version.charAt(major) > '1' ? malformed("Unsupported version: " + version) : null;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private @Nullable Finding headEnds() {
        HttpFields complete = fields;
        fields = new HttpFields();
        if (status < 100) {
            return malformed("Invalid response: status " + status);
        }
        if (status == SWITCHING) {
            return malformed("A switch of protocols that was not asked for");
        }
        if (status < 200) {
            state = State.STATUS_LINE;
            emptyLines = 0;
            return judge.interim();
        }
        Finding verdict = framing(complete);
        if (verdict == null) {
            answered = true;
            verdict = judge.head(new FinalHead(status, version, complete));
        }
        return verdict == null && state == State.BODY_OF_LENGTH && left == 0 ? judge.end() : verdict;
    }

    /** Where the body ends (RFC 9112 section 6.3); a transfer coding other than chunked was not asked for. */
    private @Nullable Finding framing(HttpFields head) {
        List<String> codings = head.values("Transfer-Encoding");
        List<String> lengths = head.values("Content-Length");
        if (!codings.isEmpty()) {
            String coding = String.join(",", codings);
            state = State.CHUNK_SIZE;
            return coding.equalsIgnoreCase("chunked") ? null : malformed("Unsupported transfer encoding: " + coding);
        }
        if (lengths.isEmpty()) {
            state = State.BODY_TO_THE_END;
            return null;
        }
        expected = number(lengths.get(0), 10);
        left = expected;
        state = State.BODY_OF_LENGTH;
        if (lengths.size() > 1) {
            return malformed("Multiple Content-Length headers");
        }
        return left < 0 ? malformed("Invalid content length: " + lengths.get(0)) : null;
    }

    /** A number of digits only that fits; else -1. */
    private static long number(String digits, int radix) {
        boolean plain = !digits.isEmpty() && digits.length() <= 15;
        for (int at = 0; plain && at < digits.length(); at++) {
            char digit = digits.charAt(at);
            plain = digit < 0x7f && Character.digit(digit, radix) >= 0;
        }
        return plain ? Long.parseLong(digits, radix) : -1;
    }

    private @Nullable Finding body(ByteBuffer piece) {
        if (state == State.BODY_TO_THE_END) {
            return judge.piece(piece);
        }
        int count = (int) Math.min(piece.remaining(), left);
        ByteBuffer part = piece.duplicate().limit(piece.position() + count);
        piece.position(piece.position() + count);
        left -= count;
        Finding verdict = judge.piece(part);
        if (verdict == null && left == 0) {
            if (state == State.BODY_OF_LENGTH) {
                return judge.end();
            }
            state = State.CHUNK_END;
        }
        return verdict;
    }

    private @Nullable Finding chunkSize(String text) {
        int extension = text.indexOf(';');
        String digits = (extension < 0 ? text : text.substring(0, extension)).strip();
        expected = number(digits, 16);
        left = expected;
        if (left < 0) {
            return malformed("Bad chunk header: " + text);
        }
        state = left == 0 ? State.TRAILERS : State.CHUNK;
        return null;
    }

    /** The endpoint has closed its side, and there was no verdict. */
    Finding closed() {
        Finding lastLine = length > 0 ? takeLine() : null;
        if (lastLine != null) {
            return lastLine;
        }
        return switch (state) {
            case BODY_TO_THE_END -> judge.end();
            case BODY_OF_LENGTH ->
                closedEarly("Premature end of Content-Length delimited message body (expected: " + expected
                        + "; received: " + (expected - left) + ")");
            case CHUNK ->
                closedEarly(
                        "Truncated chunk (expected size: " + expected + "; actual size: " + (expected - left) + ")");
            case CHUNK_SIZE, CHUNK_END, TRAILERS ->
                closedEarly("Premature end of chunk coded message body: closing chunk expected");
            default -> closedEarly("Connection closed by peer");
        };
    }

    private static Finding closedEarly(String why) {
        return Finding.of(Reason.CLOSED, "connection closed (" + why + ")");
    }

    private static Finding malformed(String why) {
        return Finding.of(Reason.MALFORMED, "not HTTP (" + why + ")");
    }

    /** A line that is no part of HTTP; whoever shows it makes it printable. */
    private static Finding malformed(String why, String text, int at) {
        return malformed(why + "; error at offset " + at + ": <" + text + ">");
    }

    static Finding tooLarge(String why) {
        return Finding.of(Reason.TOO_LARGE, "too large (" + why + ")");
    }
}
