package io.dnsfailover.examples.failoverd.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A configuration file in a directory, beside the key file {@code key.txt} and the zone file {@code example.com.zone}. */
final class ConfigFile {
    static final String SECRET = "Y2FuYXJ5LXNlY3JldC1jYW5hcnktc2VjcmV0LTEyMzQ=";

    /** The file of the issue that asked for failoverd. */
    static final String COMPLETE = """
            locations:
              - {id: fra1, domain: eu-central}
            dns: {listen: "127.0.0.1:5300"}
            publishers:
              - {type: rfc2136, server: "127.0.0.1:5353", key: {name: ddns., algorithm: hmac-sha256, secret-file: key.txt}}
            defaults: {interval: 30s, timeout: 5s, confirm-after: 1s, damping: {fall: 3, ok: 3, rise: 5}, quorum: 1, ttl: 60s}
            policies:
              - name: www
                record: {zone: example.com., name: www.example.com., type: A, ttl: 30s}
                endpoints: [192.0.2.10, {id: backup, address: 192.0.2.20, port: 8080}]   # first is the primary
                probe: {type: http, port: 80, path: /healthz, host: www.example.com, expect-status: 200, expect-body: ok}
                failback: {mode: after, dwell: 5m}
                all-down: keep-last
            """;

    private final Path directory;

    ConfigFile(Path directory) {
        this.directory = directory;
        write("key.txt", SECRET + "\n");
        write("example.com.zone", "$TTL 300\n@ SOA ns hostmaster 1 300 60 604800 60\n@ NS ns.example.net.\n");
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration read(String yaml) throws InvalidConfigurationException {
        return Configuration.read(write("failoverd.yaml", yaml));
    }

    /** The mistakes, such as {@code 3:5: dns.listen: must be set}; none for a good file. */
    List<String> mistakes(String yaml) {
        try {
            read(yaml);
            return List.of();
        } catch (InvalidConfigurationException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    /** A file with one policy that has these lines more, each indented by four spaces. */
    static String policy(String... lines) {
        return """
                policies:
                  - name: www
                    record: {zone: example.com., name: www.example.com., type: A}
                    endpoints: [192.0.2.10, 192.0.2.20]
                    probe: {type: tcp, port: 443}
                """
                + String.join(
                        "",
                        List.of(lines).stream()
                                .map(line -> "    " + line + "\n")
                                .toList());
    }
}
