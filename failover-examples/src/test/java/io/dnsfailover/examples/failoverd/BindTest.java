package io.dnsfailover.examples.failoverd;

import io.dnsfailover.dns.server.NamedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/** The outages as a real BIND shows them, that is updated as of RFC 2136. */
class BindTest extends OutageStories {
    private NamedServer named;

    @Override
    String outlets(Path forKeys) throws IOException {
        named = NamedServer.start();
        Files.copy(named.secretFile(), forKeys.resolve("key.txt"));
        return "publishers: [{type: rfc2136, server: \"127.0.0.1:%d\", key: {name: %s, algorithm: %s, secret-file: key.txt}}]"
                .formatted(
                        named.address().getPort(),
                        named.key().name(),
                        named.key().algorithm());
    }

    @Override
    Lookup lookup(ChildJvm running) {
        return new Lookup(named.address());
    }

    @AfterAll
    void stopNamed() {
        if (named != null) {
            named.close();
        }
    }
}
