package io.dnsfailover.notify.webhook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON, strictly (RFC 8259), to maps, lists, texts, numbers and truth values. */
final class ParsedJson {
    private final String text;
    private int at;

    private ParsedJson(String text) {
        this.text = text;
    }

    static @Nullable Object of(String text) {
        ParsedJson json = new ParsedJson(text);
        Object value = json.value();
        json.space();
        json.check(json.at == text.length(), "the end");
        return value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) of(text);
    }

    /** What stands at a path of names and indexes. */
    static @Nullable Object at(@Nullable Object json, Object... path) {
        Object value = json;
        for (Object step : path) {
            value = step instanceof Integer index ? ((List<?>) value).get(index) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    private @Nullable Object value() {
        space();
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        } else if (c == '[') {
            return array();
        } else if (c == '"') {
            return string();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            return number();
        }
        for (Object word : List.of(true, false)) {
            if (text.startsWith(word.toString(), at)) {
                at += word.toString().length();
                return word;
            }
        }
        check(text.startsWith("null", at), "a value");
        at += 4;
        return null;
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        expect('{');
        space();
        while (text.charAt(at) != '}') {
            if (!map.isEmpty()) {
                expect(',');
                space();
            }
            String key = string();
            space();
            expect(':');
            check(map.put(key, value()) == null, "another name than " + key);
            space();
        }
        expect('}');
        return map;
    }

    private List<Object> array() {
        List<Object> list = new ArrayList<>();
        expect('[');
        space();
        while (text.charAt(at) != ']') {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value());
            space();
        }
        expect(']');
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        expect('"');
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            check(c >= ' ', "no control character");
            out.append(c == '\\' ? escape() : c);
        }
        return out.toString();
    }

    private char escape() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int index = "\"\\/bfnrt".indexOf(c);
        check(index >= 0, "an escape");
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private Long number() {
        int start = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Long.parseLong(text.substring(start, at));
    }

    private void space() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) {
        check(text.charAt(at) == c, String.valueOf(c));
        at++;
    }

    private void check(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(
                    "at " + at + ": expected " + expected + " in " + text.substring(Math.max(0, at - 40), at));
        }
    }
}
