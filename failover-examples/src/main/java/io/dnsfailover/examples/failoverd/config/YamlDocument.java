package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The file as a tree of nodes that know where they stand. Nothing is constructed from it: no tag makes an object, and what
 * a value means is up to who reads it.
 */
final class YamlDocument {
    /** 10,000 policies take about 5 MiB. */
    private static final int MAX_OCTETS = 64 * 1024 * 1024;

    /**
     * An alias costs its reader as much as what it stands for, and can stand at the few places only where our keys allow it:
     * many are harmless.
     */
    private static final int MAX_ALIASES = 100_000;

    private YamlDocument() {}

    /** The root of the file; null with a problem when there is none. */
    static @Nullable Value read(Path file, Problems problems) {
        String text = text(file, problems);
        return text == null ? null : parse(text, problems);
    }

    static @Nullable Value parse(String text, Problems problems) {
        try {
            Optional<Node> root = new Compose(settings()).composeString(text);
            if (root.isEmpty()) {
                problems.add(Position.START, "", "the file is empty");
            }
            return root.map(node -> new Value(node, PropertyPath.FILE, problems))
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    position(e.getProblemMark().or(e::getContextMark).orElse(null)), "", Printable.of(explained(e)));
        } catch (YamlEngineException e) {
            problems.add(Position.START, "", "is not YAML: " + Printable.of(String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            problems.add(Position.START, "", "is nested too deeply");
        }
        return null;
    }

    static Position position(Node node) {
        return position(node.getStartMark().orElse(null));
    }

    private static Position position(@Nullable Mark mark) {
        return mark == null ? Position.START : new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String explained(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
        return "is not YAML: " + e.getProblem() + context;
    }

    private static LoadSettings settings() {
        return LoadSettings.builder()
                .setLabel("configuration")
                .setUseMarks(true)
                .setCodePointLimit(MAX_OCTETS)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .build();
    }

    private static @Nullable String text(Path file, Problems problems) {
        try {
            if (Files.size(file) > MAX_OCTETS) {
                problems.add(Position.START, "", "is larger than " + MAX_OCTETS / 1024 / 1024 + " MiB");
                return null;
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add(Position.START, "", "is not UTF-8");
        } catch (IOException e) {
            problems.add(Position.START, "", "cannot be read: " + why(e));
        }
        return null;
    }

    static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return Printable.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
