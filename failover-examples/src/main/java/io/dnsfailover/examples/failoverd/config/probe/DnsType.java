package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.DnsProbe;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code type: dns}. */
final class DnsType implements ProbeType<DnsProbe> {
    @Override
    public List<String> words() {
        return List.of("dns");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of(
                "a dns probe", "type", "port", "name", "record-type", "expect", "match", "rcodes", "tcp", "recursion"));
    }

    @Override
    public Class<DnsProbe> spec() {
        return DnsProbe.class;
    }

    @Override
    public DnsProbe read(String word, ProbeFields fields) {
        fields.require("name");
        String name = fields.text("name");
        DnsProbe.Type type = fields.one("record-type", DnsProbe.Type.class);
        DnsProbe probe = DnsProbe.ask(name == null ? "." : name, type == null ? DnsProbe.Type.A : type);
        probe = fields.has("port") ? probe.port(fields.requiredPort()) : probe;
        DnsProbe.Match match = fields.one("match", DnsProbe.Match.class);
        List<String> expected = fields.list("expect", Function.identity());
        if (!expected.isEmpty()) {
            probe = probe.expect(match == null ? DnsProbe.Match.EQUALS : match, expected.toArray(String[]::new));
        } else if (match != null) {
            fields.wrong("match", "means nothing without expect");
        }
        List<DnsProbe.Rcode> rcodes = fields.list("rcodes", DnsType::rcode);
        probe = rcodes.isEmpty() ? probe : probe.rcodes(rcodes.toArray(DnsProbe.Rcode[]::new));
        probe = Boolean.TRUE.equals(fields.truth("tcp")) ? probe.overTcp() : probe;
        return Boolean.FALSE.equals(fields.truth("recursion")) ? probe.withoutRecursion() : probe;
    }

    private static DnsProbe.Rcode rcode(String text) {
        return ProbeFields.word(text, DnsProbe.Rcode.class);
    }

    @Override
    public void print(DnsProbe spec, Map<String, Object> map) {
        map.put("name", spec.name());
        map.put("record-type", spec.recordType().name());
        if (!spec.expected().isEmpty()) {
            map.put("expect", spec.expected());
            map.put("match", spec.match().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        map.put("rcodes", spec.expectedRcodes().stream().map(Enum::name).toList());
        map.put("tcp", spec.isOverTcp());
        map.put("recursion", spec.isRecursive());
    }
}
