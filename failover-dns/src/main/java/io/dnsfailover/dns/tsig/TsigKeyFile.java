package io.dnsfailover.dns.tsig;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a key file says. It may hold a secret and no more, BIND's key statement, or Knot's key section; a message about it never
 * quotes it.
 */
final class TsigKeyFile {
    private static final int MAX_OCTETS = 16 * 1024;

    private static final Pattern BIND_KEY = Pattern.compile("\\bkey\\s+\"?([^\\s\"{};]+)\"?\\s*\\{([^{}]*)}\\s*;?");
    private static final Pattern BIND_ALGORITHM = Pattern.compile("\\balgorithm\\s+\"?([^\\s\";]+)\"?\\s*;");
    private static final Pattern BIND_SECRET = Pattern.compile("\\bsecret\\s+\"?([^\\s\";]+)\"?\\s*;");

    private static final Pattern KNOT_ID = Pattern.compile("(?m)^\\s*-\\s*id:\\s*\"?([^\\s\"]+)\"?\\s*$");
    private static final Pattern KNOT_ALGORITHM = Pattern.compile("(?m)^\\s*algorithm:\\s*\"?([^\\s\"]+)\"?\\s*$");
    private static final Pattern KNOT_SECRET = Pattern.compile("(?m)^\\s*secret:\\s*\"?([^\\s\"]+)\"?\\s*$");

    private final String shown;
    private final @Nullable DnsName name;
    private final @Nullable TsigAlgorithm algorithm;
    private final String secret;

    private TsigKeyFile(String shown, @Nullable DnsName name, @Nullable TsigAlgorithm algorithm, String secret) {
        this.shown = shown;
        this.name = name;
        this.algorithm = algorithm;
        this.secret = secret;
    }

    static TsigKeyFile read(Path file) throws IOException {
        String shown = "the key file " + Printable.of(file.toString());
        byte[] octets;
        try (InputStream in = Files.newInputStream(file)) {
            octets = in.readNBytes(MAX_OCTETS + 1);
        }
        if (octets.length > MAX_OCTETS) {
            throw new IllegalArgumentException(shown + " has more than " + MAX_OCTETS + " octets");
        }
        return parse(shown, withoutComments(new String(octets, StandardCharsets.UTF_8)));
    }

    /** The key, as the file names it. */
    TsigKey key() {
        if (name == null || algorithm == null) {
            throw new IllegalArgumentException(
                    shown + " holds a secret alone: the name and the algorithm of the key are missing");
        }
        return make(name, algorithm);
    }

    /** The key of this name, whether or not the file names it. */
    TsigKey keyNamed(DnsName wantedName, TsigAlgorithm wantedAlgorithm) {
        if (name == null || algorithm == null) {
            return make(wantedName, wantedAlgorithm);
        }
        TsigKey found = make(name, algorithm);
        if (!found.name().equals(wantedName) || found.algorithm() != wantedAlgorithm) {
            throw new IllegalArgumentException(shown + " holds the key " + found.name() + " (" + found.algorithm()
                    + "), not " + wantedName + " (" + wantedAlgorithm + ")");
        }
        return found;
    }

    private TsigKey make(DnsName keyName, TsigAlgorithm keyAlgorithm) {
        try {
            return TsigKey.of(keyName.toString(), keyAlgorithm.toString(), secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + ": " + e.getMessage());
        }
    }

    private static TsigKeyFile parse(String shown, String text) {
        Matcher bind = BIND_KEY.matcher(text);
        if (bind.find()) {
            String name = bind.group(1);
            String body = bind.group(2);
            if (bind.find()) {
                throw new IllegalArgumentException(shown + " holds more than one key");
            }
            return named(
                    shown,
                    name,
                    only(shown, "algorithm", BIND_ALGORITHM, body),
                    only(shown, "secret", BIND_SECRET, body));
        }
        if (KNOT_ID.matcher(text).find()) {
            return named(
                    shown,
                    only(shown, "id", KNOT_ID, text),
                    only(shown, "algorithm", KNOT_ALGORITHM, text),
                    only(shown, "secret", KNOT_SECRET, text));
        }
        String bare = text.strip();
        if (bare.isEmpty()) {
            throw new IllegalArgumentException(shown + " is empty");
        }
        if (bare.lines().count() > 1) {
            throw new IllegalArgumentException(shown
                    + " holds neither one line of Base64, nor a BIND statement 'key name { algorithm ...; secret ...; };', nor a"
                    + " Knot section with id, algorithm and secret");
        }
        return new TsigKeyFile(shown, null, null, bare);
    }

    /** Says what is wrong without quoting it: parts that were swapped by mistake would show the secret. */
    private static TsigKeyFile named(String shown, String name, String algorithm, String secret) {
        DnsName keyName;
        try {
            keyName = TsigKey.nameOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + " holds a key whose name is not a domain name");
        }
        try {
            return new TsigKeyFile(shown, keyName, TsigAlgorithm.of(algorithm), secret);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    shown + " holds a key whose algorithm is not hmac-sha224, hmac-sha256, hmac-sha384 or hmac-sha512");
        }
    }

    private static String only(String shown, String what, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(shown + " holds a key without its " + what);
        }
        String found = matcher.group(1);
        if (matcher.find()) {
            throw new IllegalArgumentException(shown + " holds a key with more than one " + what);
        }
        return found;
    }

    /** Drops the lines that start as a comment; a '#' or '//' further on may stand in a secret's Base64. */
    private static String withoutComments(String text) {
        return text.lines()
                .filter(line -> !line.strip().startsWith("#") && !line.strip().startsWith("//"))
                .reduce("", (before, line) -> before + line + "\n");
    }
}
