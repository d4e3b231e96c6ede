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
        return List.of(Section.of("a tcp probe", "type", "port", "send", "send-hex", "expect", "expect-hex"));
    }

    @Override
    public Class<TcpProbe> spec() {
        return TcpProbe.class;
    }

    @Override
    public TcpProbe read(String word, ProbeFields fields) {
        TcpProbe probe = TcpProbe.port(fields.requiredPort());
        fields.exclude("send", "send-hex");
        fields.exclude("expect", "expect-hex");
        probe = Payloads.text(fields, probe, "send", TcpProbe::send);
        probe = Payloads.text(fields, probe, "send-hex", TcpProbe::sendHex);
        probe = Payloads.text(fields, probe, "expect", TcpProbe::expect);
        return Payloads.text(fields, probe, "expect-hex", TcpProbe::expectHex);
    }

    @Override
    public void print(TcpProbe spec, Map<String, Object> map) {
        Payloads.print(map, "send", spec.sends().orElse(null));
        Payloads.print(map, "expect", spec.expects().orElse(null));
    }
}
