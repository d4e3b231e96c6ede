package io.dnsfailover.probes.internal;

import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;

/** A head as the full client has read it. */
record FullClientHead(HttpResponse response, boolean hasBody) implements HttpJudge.Head {
    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public boolean isAncient() {
        ProtocolVersion version = response.getVersion();
        return version != null && version.lessEquals(HttpVersion.HTTP_0_9);
    }

    @Override
    public String version() {
        return String.valueOf(response.getVersion());
    }

    @Override
    public List<String> values(String name) {
        return Arrays.stream(response.getHeaders(name)).map(Header::getValue).toList();
    }
}
