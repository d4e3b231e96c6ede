package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Printable;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file, that knows where it stands and what it is called. Each reading returns null when the value has
 * another type, and then has said so: readers go on and find the next mistake.
 */
final class Value {
    /** What stands for any tag that is written in the file. */
    private static final Tag TAGGED = new Tag("tagged");

    private final Node node;
    private final PropertyPath path;
    private final Problems problems;

    /** Made by the first reading; only the reading thread knows this value. */
    private @Nullable Fields fields;

    Value(Node node, PropertyPath path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** What it is called. */
    PropertyPath path() {
        return path;
    }

    /** Where mistakes go. */
    Problems problems() {
        return problems;
    }

    Position position() {
        return YamlDocument.position(node);
    }

    void wrong(String rule) {
        problems.add(position(), path.toString(), rule);
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isWholeNumber() {
        return node instanceof ScalarNode && tag().equals(Tag.INT);
    }

    /** A text. A number is one too, as it is written; what is empty, true or false is not, because it is seldom meant so. */
    @Nullable
    String text() {
        Tag tag = tag();
        if (!(node instanceof ScalarNode scalar)) {
            wrong("must be a text, not " + kind());
            return null;
        }
        if (tag.equals(Tag.STR) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return scalar.getValue();
        }
        wrong("must be a text, not " + kind() + (tag.equals(Tag.BOOL) ? " (write it in quotes)" : ""));
        return null;
    }

    /** A text read further by a function that throws {@link IllegalArgumentException} for what it does not accept. */
    <T> @Nullable T read(Function<String, T> reader) {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    @Nullable
    Duration duration() {
        return read(DurationText::parse);
    }

    @Nullable
    DnsName name() {
        return read(DnsName::of);
    }

    @Nullable
    Integer wholeNumber(int least, int most) {
        String rule = "must be a whole number from " + least + " to " + most;
        if (!(node instanceof ScalarNode scalar) || !tag().equals(Tag.INT)) {
            wrong(rule + ", not " + kind());
            return null;
        }
        BigInteger number = new BigInteger(scalar.getValue());
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            wrong(rule + ", not " + Printable.of(scalar.getValue()));
            return null;
        }
        return number.intValueExact();
    }

    @Nullable
    Boolean truth() {
        if (node instanceof ScalarNode scalar && tag().equals(Tag.BOOL)) {
            return Boolean.valueOf(scalar.getValue());
        }
        wrong("must be true or false, not " + kind());
        return null;
    }

    /** One of some words. */
    @Nullable
    String word(List<String> words) {
        String text = text();
        if (text == null || words.contains(text)) {
            return text;
        }
        wrong("must be " + Spelling.oneOf(words) + ", not '" + Printable.of(text) + "'" + Spelling.hint(text, words));
        return null;
    }

    /** The items of a list; null when this is none. Their names are the indexes from 0. */
    @Nullable
    List<Value> items() {
        if (!(node instanceof SequenceNode list) || !list.getTag().equals(Tag.SEQ)) {
            wrong("must be a list, not " + kind());
            return null;
        }
        List<Value> items = new ArrayList<>(list.getValue().size());
        for (Node item : list.getValue()) {
            items.add(new Value(item, path.item(items.size()), problems));
        }
        return items;
    }

    /** The items of a list, or this alone when it is not a list. */
    List<Value> itemOrItems() {
        List<Value> items = isList() ? items() : List.of(this);
        return items == null ? List.of() : items;
    }

    /** The keys and values of a mapping; null when this is none. Says which keys stand there twice. */
    @Nullable
    Fields fields() {
        if (!(node instanceof MappingNode mapping) || !mapping.getTag().equals(Tag.MAP)) {
            wrong("must be a mapping of keys to values, not " + kind());
            return null;
        }
        if (fields == null) {
            fields = Fields.of(this, mapping);
        }
        return fields;
    }

    /** As {@link #fields()}, and says which keys are unknown. */
    @Nullable
    Fields fields(Keys keys) {
        Fields read = fields();
        if (read != null) {
            read.allow(keys);
        }
        return read;
    }

    /** This item of a list, called by the text of one of its keys if it has one. */
    Value calledByIts(String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                boolean isKey = tuple.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key);
                if (isKey && tuple.getValueNode() instanceof ScalarNode name) {
                    return new Value(node, path.named(name.getValue()), problems);
                }
            }
        }
        return this;
    }

    private String kind() {
        if (node instanceof SequenceNode) {
            return "a list";
        }
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        Tag tag = tag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        return tag.equals(TAGGED)
                ? "a value with the tag " + Printable.of(node.getTag().getValue())
                : "'" + Printable.of(text) + "'";
    }

    /** The kind of value that YAML sees here. A tag that somebody wrote is not believed: it could stand at anything. */
    private Tag tag() {
        return node.isResolved() ? node.getTag() : TAGGED;
    }
}
