package io.dnsfailover.examples.failoverd;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outages as the embedded DNS server shows them. */
class EmbeddedDnsTest extends OutageStories {
    private static final Pattern ADDRESS = Pattern.compile("DNS answers on 127\\.0\\.0\\.1:(\\d+)");

    @Override
    String outlets(Path forKeys) {
        return "dns: {listen: \"127.0.0.1:0\"}";
    }

    @Override
    Lookup lookup(ChildJvm running) {
        return embedded(running);
    }

    static Lookup embedded(ChildJvm running) {
        Matcher matcher = ADDRESS.matcher(running.err());
        assertThat(matcher.find()).as(running.err()).isTrue();
        return new Lookup(new InetSocketAddress(Backend.address("127.0.0.1"), Integer.parseInt(matcher.group(1))));
    }
}
