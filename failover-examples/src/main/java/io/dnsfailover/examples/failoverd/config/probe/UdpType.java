package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.UdpProbe;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code type: udp}. */
final class UdpType implements ProbeType<UdpProbe> {
    @Override
    public List<String> words() {
        return List.of("udp");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of(
                "a udp probe",
                "type",
                "port",
                "preset",
                "send",
                "send-hex",
                "expect",
                "expect-hex",
                "expect-pattern",
                "silence-passes"));
    }

    @Override
    public Class<UdpProbe> spec() {
        return UdpProbe.class;
    }

    @Override
    public UdpProbe read(String word, ProbeFields fields) {
        UdpProbe probe = begin(fields);
        Payloads.exclude(fields);
        probe = Payloads.text(fields, probe, "send", UdpProbe::send);
        probe = Payloads.text(fields, probe, "send-hex", UdpProbe::sendHex);
        probe = Payloads.text(fields, probe, "expect", UdpProbe::expect);
        probe = Payloads.text(fields, probe, "expect-hex", UdpProbe::expectHex);
        probe = Payloads.text(fields, probe, "expect-pattern", UdpProbe::expectPattern);
        return Boolean.TRUE.equals(fields.truth("silence-passes")) ? probe.silencePasses() : probe;
    }

    private static UdpProbe begin(ProbeFields fields) {
        UdpProbe.Preset preset = fields.one("preset", UdpProbe.Preset.class);
        if (preset == UdpProbe.Preset.NONE || !fields.has("preset")) {
            return UdpProbe.port(fields.requiredPort());
        }
        if (preset == null) {
            return UdpProbe.ntp(); // of which nothing more will be said
        }
        UdpProbe usual = preset == UdpProbe.Preset.NTP ? UdpProbe.ntp() : UdpProbe.sip();
        return fields.has("port") ? UdpProbe.preset(fields.requiredPort(), preset) : usual;
    }

    @Override
    public void print(UdpProbe spec, Map<String, Object> map) {
        map.put("preset", spec.preset().name().toLowerCase(Locale.ROOT));
        Payloads.print(map, "send", spec.sends().orElse(null));
        Payloads.print(map, "expect", spec.expects().orElse(null));
        spec.expectsPattern().ifPresent(pattern -> map.put("expect-pattern", pattern));
        if (spec.preset() == UdpProbe.Preset.NONE) {
            map.put("silence-passes", spec.passesOnSilence());
        }
    }
}
