package io.dnsfailover.notify.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the smallest database in the MaxMind DB format 2.0 that a reader takes: a tree of two records, one for each half of the
 * IPv4 addresses, so that addresses below 128.0.0.0 are unknown and those above have one entry.
 */
final class MmdbFile {
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR = 16;

    private MmdbFile() {}

    static void write(Path file, Map<String, Object> entryOfTheUpperHalf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int nodes = 1;
        writeRecord(out, nodes); // as many as there are nodes: not found
        writeRecord(out, nodes + SEPARATOR); // the first entry of the data section
        out.writeBytes(new byte[SEPARATOR]);
        writeMap(out, entryOfTheUpperHalf);
        out.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_700_000_000);
        metadata.put("database_type", "Specimen-City");
        metadata.put("description", Map.of("en", "a specimen"));
        metadata.put("ip_version", 4);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", nodes);
        metadata.put("record_size", 24);
        writeMap(out, metadata);
        Files.write(file, out.toByteArray());
    }

    private static void writeRecord(ByteArrayOutputStream out, int value) {
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
    }

    private static void writeValue(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof Integer number) {
            control(out, 6, 4);
            out.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        } else if (value instanceof Double number) {
            control(out, 3, 8);
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof List<?> list) {
            out.write(list.size()); // an extended type: the size here, the type less 7 in the next octet
            out.write(11 - 7);
            list.forEach(each -> writeValue(out, each));
        } else {
            writeMap(out, (Map<?, ?>) value);
        }
    }

    private static void writeMap(ByteArrayOutputStream out, Map<?, ?> map) {
        control(out, 7, map.size());
        map.forEach((key, value) -> {
            writeText(out, (String) key);
            writeValue(out, value);
        });
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        control(out, 2, octets.length);
        out.writeBytes(octets);
    }

    /** The type in the upper three bits, a size below 29 in the others. */
    private static void control(ByteArrayOutputStream out, int type, int size) {
        if (size > 28) {
            throw new IllegalArgumentException("a specimen has sizes up to 28, not " + size);
        }
        out.write(type << 5 | size);
    }
}
