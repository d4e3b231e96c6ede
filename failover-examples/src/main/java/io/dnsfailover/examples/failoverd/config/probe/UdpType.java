package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.UdpProbe;
import java.util.List;
import java.util.Map;

/** {@code type: udp}. */
final class UdpType implements ProbeType<UdpProbe> {
    @Override
    public List<String> words() {
        return List.of("udp");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("a udp probe", "type", "port", "send", "send-hex", "expect", "expect-hex"));
    }

    @Override
    public Class<UdpProbe> spec() {
        return UdpProbe.class;
    }

    @Override
    public UdpProbe read(String word, ProbeFields fields) {
        UdpProbe probe = UdpProbe.port(fields.requiredPort());
        fields.exclude("send", "send-hex");
        fields.exclude("expect", "expect-hex");
        probe = Payloads.text(fields, probe, "send", UdpProbe::send);
        probe = Payloads.text(fields, probe, "send-hex", UdpProbe::sendHex);
        probe = Payloads.text(fields, probe, "expect", UdpProbe::expect);
        return Payloads.text(fields, probe, "expect-hex", UdpProbe::expectHex);
    }

    @Override
    public void print(UdpProbe spec, Map<String, Object> map) {
        Payloads.print(map, "send", spec.sends().orElse(null));
        Payloads.print(map, "expect", spec.expects().orElse(null));
    }
}
