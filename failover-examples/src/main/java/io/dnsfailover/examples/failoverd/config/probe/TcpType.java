package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.TcpProbe;
import java.util.List;
import java.util.Map;

/** {@code type: tcp}. */
final class TcpType implements ProbeType<TcpProbe> {
    @Override
    public List<String> words() {
        return List.of("tcp");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of(
                "a tcp probe",
                "type",
                "port",
                "banner",
                "send",
                "send-hex",
                "half-close",
                "expect",
                "expect-hex",
                "expect-pattern"));
    }

    @Override
    public Class<TcpProbe> spec() {
        return TcpProbe.class;
    }

    @Override
    public TcpProbe read(String word, ProbeFields fields) {
        TcpProbe probe = TcpProbe.port(fields.requiredPort());
        Payloads.exclude(fields);
        probe = Payloads.text(fields, probe, "banner", TcpProbe::banner);
        probe = Payloads.text(fields, probe, "send", TcpProbe::send);
        probe = Payloads.text(fields, probe, "send-hex", TcpProbe::sendHex);
        probe = Payloads.text(fields, probe, "expect", TcpProbe::expect);
        probe = Payloads.text(fields, probe, "expect-hex", TcpProbe::expectHex);
        probe = Payloads.text(fields, probe, "expect-pattern", TcpProbe::expectPattern);
        return Boolean.TRUE.equals(fields.truth("half-close")) ? probe.halfClose() : probe;
    }

    @Override
    public void print(TcpProbe spec, Map<String, Object> map) {
        spec.expectsBanner().ifPresent(banner -> map.put("banner", banner));
        Payloads.print(map, "send", spec.sends().orElse(null));
        map.put("half-close", spec.isHalfClosed());
        Payloads.print(map, "expect", spec.expects().orElse(null));
        spec.expectsPattern().ifPresent(pattern -> map.put("expect-pattern", pattern));
    }
}
