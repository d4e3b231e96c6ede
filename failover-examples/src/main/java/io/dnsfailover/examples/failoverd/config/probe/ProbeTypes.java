package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.policy.ProbeSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All types of checks that the file can ask for. */
public final class ProbeTypes {
    /** In the order in which {@code docs/configuration.md} explains them. */
    private static final List<ProbeType<?>> ALL = List.of(
            new TcpType(),
            new UdpType(),
            new HttpType(),
            new DnsType(),
            new SmtpType(),
            new CertificateType(),
            new PingType(),
            new ExecType());

    private ProbeTypes() {}

    /** What {@code type} can be. */
    public static List<String> words() {
        return ALL.stream().flatMap(type -> type.words().stream()).toList();
    }

    /** The keys of all types. */
    public static List<Section> sections() {
        return ALL.stream().flatMap(type -> type.sections().stream()).toList();
    }

    /** The keys of one type. */
    public static Section section(String word) {
        return of(word).sections().get(0);
    }

    /** Reads a probe of a type that is known. */
    public static ProbeSpec read(String word, ProbeFields fields) {
        return of(word).read(word, fields);
    }

    /** A probe as the file would say it, with nothing left to a default. */
    public static Map<String, Object> effective(ProbeSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", spec.type());
        if (spec.port() != 0) {
            map.put("port", spec.port());
        }
        print(of(spec.type()), spec, map);
        return map;
    }

    private static <S extends ProbeSpec> void print(ProbeType<S> type, ProbeSpec spec, Map<String, Object> map) {
        type.print(type.spec().cast(spec), map);
    }

    private static ProbeType<?> of(String word) {
        return ALL.stream()
                .filter(type -> type.words().contains(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no probe of type " + word));
    }
}
