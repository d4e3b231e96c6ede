package io.dnsfailover.examples.failoverd.config.probe;

import io.dnsfailover.probes.ExecProbe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code type: exec}. */
final class ExecType implements ProbeType<ExecProbe> {
    @Override
    public List<String> words() {
        return List.of("exec");
    }

    @Override
    public List<Section> sections() {
        return List.of(Section.of("an exec probe", "type", "command", "port", "environment", "inconclusive"));
    }

    @Override
    public Class<ExecProbe> spec() {
        return ExecProbe.class;
    }

    @Override
    public ExecProbe read(String word, ProbeFields fields) {
        fields.require("command");
        List<String> command = fields.list("command", Function.identity());
        ExecProbe probe = command.isEmpty()
                ? ExecProbe.run("/")
                : ExecProbe.run(
                        command.get(0), command.subList(1, command.size()).toArray(String[]::new));
        probe = fields.has("port") ? probe.port(fields.requiredPort()) : probe;
        for (Map.Entry<String, String> variable : fields.texts("environment").entrySet()) {
            probe = probe.environment(variable.getKey(), variable.getValue());
        }
        List<Integer> codes = fields.list("inconclusive", ExecType::code);
        return codes.isEmpty() ? probe : probe.inconclusive(codes.toArray(Integer[]::new));
    }

    private static Integer code(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be an exit code, 1 to 125", e);
        }
    }

    @Override
    public void print(ExecProbe spec, Map<String, Object> map) {
        map.put("command", spec.command());
        if (!spec.environment().isEmpty()) {
            map.put("environment", new TreeMap<>(spec.environment()));
        }
        if (!spec.inconclusiveCodes().isEmpty()) {
            map.put("inconclusive", spec.inconclusiveCodes());
        }
    }
}
