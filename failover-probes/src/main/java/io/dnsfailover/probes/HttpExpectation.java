package io.dnsfailover.probes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an {@link HttpProbe} expects of the answer: everything of it.
 *
 * @param statuses the statuses that pass, in ascending order; empty for the default, 200 to 299
 * @param headers patterns in the syntax of RE2, each of which is found in a field of its name
 * @param body what the body must, or must not, hold
 * @param maxBodyBytes how much of the body is read at most
 * @param digested whether the whole body is read, to make a digest of it
 */
public record HttpExpectation(
        List<StatusRange> statuses, List<HttpHeader> headers, List<BodyRule> body, int maxBodyBytes, boolean digested) {
    static final HttpExpectation SUCCESS =
            new HttpExpectation(List.of(), List.of(), List.of(), HttpProbe.DEFAULT_MAX_BODY_BYTES, false);

    /** Copies the lists, the statuses sorted and each once, so that equal expectations are equal. */
    public HttpExpectation {
        statuses = statuses.stream().distinct().sorted().toList();
        headers = List.copyOf(headers);
        body = List.copyOf(body);
    }

    private static <T> List<T> with(List<T> list, T added) {
        return Stream.concat(list.stream(), Stream.of(added)).toList();
    }

    HttpExpectation with(StatusRange status) {
        return new HttpExpectation(with(statuses, status), headers, body, maxBodyBytes, digested);
    }

    HttpExpectation with(HttpHeader header) {
        return new HttpExpectation(statuses, with(headers, header), body, maxBodyBytes, digested);
    }

    HttpExpectation with(BodyRule rule) {
        return new HttpExpectation(statuses, headers, with(body, rule), maxBodyBytes, digested);
    }

    HttpExpectation withMaxBodyBytes(int max) {
        return new HttpExpectation(statuses, headers, body, max, digested);
    }

    HttpExpectation withDigest() {
        return new HttpExpectation(statuses, headers, body, maxBodyBytes, true);
    }

    /**
     * The statuses that pass, the default included.
     *
     * @return at least one range
     */
    public List<StatusRange> effectiveStatuses() {
        return statuses.isEmpty() ? List.of(StatusRange.SUCCESS) : statuses;
    }

    /** Such as {@code expect-status 200 expect-body 'ok'}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("expect-status ");
        text.append(effectiveStatuses().stream().map(StatusRange::toString).collect(Collectors.joining(",")));
        headers.forEach(header -> text.append(" expect-header ").append(header));
        body.forEach(rule -> text.append(' ').append(rule));
        if (maxBodyBytes != HttpProbe.DEFAULT_MAX_BODY_BYTES) {
            text.append(" max-body ").append(maxBodyBytes);
        }
        return text.append(digested ? " digest" : "").toString();
    }
}
