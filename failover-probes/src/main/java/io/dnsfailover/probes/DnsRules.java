package io.dnsfailover.probes;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.DnsData;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a specification of a DNS check must keep, and how its answers are compared. */
final class DnsRules {
    private static final int MAX_TEXT_BYTES = 4096;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private DnsRules() {}

    static List<Violation> violations(DnsProbe probe) {
        Rules rules = new Rules();
        rules.port(probe.port());
        String name = nameRule(probe.name());
        rules.require(name == null, "name", probe.name(), String.valueOf(name));
        rules.require(
                probe.expected().size() <= DnsProbe.MAX_EXPECTED,
                "expect",
                probe.expected().size() + " answers",
                "must have at most " + DnsProbe.MAX_EXPECTED + " answers");
        for (String answer : probe.expected()) {
            String rule = rule(probe.recordType(), answer);
            rules.require(rule == null, "expect", answer, String.valueOf(rule));
        }
        rules.require(!probe.expectedRcodes().isEmpty(), "rcodes", "", "must have at least one response code");
        rules.require(
                probe.expected().isEmpty() || probe.expectedRcodes().contains(DnsProbe.Rcode.NOERROR),
                "expect",
                String.valueOf(probe.expected()),
                "needs NOERROR among the response codes: with others no answer comes");
        return rules.violations();
    }

    private static @Nullable String nameRule(String name) {
        try {
            DnsName.of(name);
            return null;
        } catch (IllegalArgumentException e) {
            return "must be an absolute name: " + e.getMessage();
        }
    }

    /** The rule that an expected answer breaks; null when it could come. */
    private static @Nullable String rule(DnsProbe.Type type, String answer) {
        boolean kept = switch (type) {
            case A -> isAddress(answer, false);
            case AAAA -> isAddress(answer, true);
            case CNAME, NS, PTR -> nameRule(answer) == null;
            case MX -> fields(answer, 1, 1, 0);
            case SRV -> fields(answer, 3, 1, 0);
            case SOA -> fields(answer, 0, 2, 5);
            case TXT -> answer.length() <= MAX_TEXT_BYTES && answer.chars().noneMatch(Character::isISOControl);
        };
        return kept
                ? null
                : switch (type) {
                    case A -> "must be an IPv4 address";
                    case AAAA -> "must be an IPv6 address";
                    case CNAME, NS, PTR -> "must be an absolute name";
                    case MX -> "must be a preference and an absolute name, such as '10 mail.example.com.'";
                    case SRV -> "must be priority, weight, port and an absolute name";
                    case SOA -> "must be two absolute names and five numbers";
                    case TXT -> "must be at most " + MAX_TEXT_BYTES + " characters without control characters";
                };
    }

    private static boolean isAddress(String text, boolean v6) {
        try {
            return text.indexOf(':') >= 0 == v6 && Target.parse(text) instanceof Target.Address;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Numbers, then names, then numbers, with one space or more between them. */
    private static boolean fields(String text, int before, int names, int after) {
        String[] parts = text.strip().split("[ \t]+", -1);
        if (parts.length != before + names + after) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            boolean isName = i >= before && i < before + names;
            if (isName ? nameRule(parts[i]) != null : !NUMBER.matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static String canonical(DnsProbe.Type type, String answer) {
        return switch (type) {
            case A, AAAA ->
                Target.parse(answer) instanceof Target.Address literal
                        ? literal.address().getHostAddress()
                        : answer.toLowerCase(Locale.ROOT);
            default -> DnsData.canonical(type == DnsProbe.Type.TXT, answer);
        };
    }

    static Predicate<Set<String>> judge(DnsProbe probe) {
        Set<String> expected = probe.expected().stream()
                .map(answer -> canonical(probe.recordType(), answer))
                .collect(Collectors.toUnmodifiableSet());
        if (expected.isEmpty()) {
            return answers -> !answers.isEmpty();
        }
        return switch (probe.match()) {
            case EQUALS -> expected::equals;
            case CONTAINS -> answers -> answers.containsAll(expected);
            case ONE_OF -> answers -> !answers.isEmpty() && expected.containsAll(answers);
            case ANY_MATCH -> answers -> answers.stream().anyMatch(expected::contains);
        };
    }
}
