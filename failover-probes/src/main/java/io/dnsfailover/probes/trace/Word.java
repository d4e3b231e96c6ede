package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Target;
import java.net.InetAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What kind of word it is. None of the patterns can run long: each character is looked at once. */
final class Word {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,6})?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
    private static final Pattern NAME = Pattern.compile("[0-9.-]*[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern EXTENSION = Pattern.compile("<[A-Za-z0-9:=,/]{1,120}>");
    private static final double NANOS_PER_MILLI = 1e6;

    private Word() {}

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    /** Such as {@code 0.047ms}. */
    static boolean isTime(String word) {
        return word.endsWith("ms") && isNumber(word.substring(0, word.length() - 2));
    }

    /** Such as {@code <MPLS:L=24020,E=0,S=1,T=1>}, of Linux. */
    static boolean isExtension(String word) {
        return word.indexOf(':') > 0 && EXTENSION.matcher(word).matches();
    }

    static boolean isName(String word) {
        return NAME.matcher(word).matches();
    }

    static Duration duration(String millis) {
        return Duration.ofNanos(Math.round(Double.parseDouble(millis) * NANOS_PER_MILLI));
    }

    /** An address, bare or in parentheses; a zone is cut off. Null for any other word; nothing is ever looked up. */
    static @Nullable InetAddress address(String word) {
        boolean enclosed = word.startsWith("(") && word.endsWith(")");
        String bare = enclosed ? word.substring(1, word.length() - 1) : word;
        int zone = bare.indexOf('%');
        String digits = zone < 0 ? bare : bare.substring(0, zone);
        if (!ADDRESS.matcher(digits).matches() || (digits.indexOf(':') < 0 && digits.indexOf('.') < 0)) {
            return null;
        }
        try {
            return Target.parse(digits) instanceof Target.Address literal ? literal.address() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
