package io.dnsfailover.simulation.planted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of source files in the unified format. Line numbers are not looked at: what a hunk takes out must stand in the file exactly
 * once, wherever that is, so that a patch either fits or fails.
 *
 * @param hunks the changes of each file, by its path from the root of the repository
 */
record Patch(Map<String, List<Hunk>> hunks) {
    private static final String OLD_FILE = "--- a/";
    private static final String NEW_FILE = "+++ b/";

    /**
     * One change.
     *
     * @param before the lines that it takes out, with those around them
     * @param after the lines that it puts there, with the same around them
     */
    record Hunk(String before, String after) {
        private String appliedTo(String source, String file) {
            int at = source.indexOf(before);
            if (at < 0) {
                throw new IllegalStateException(
                        file + " no longer holds what the patch changes; bring the patch up to date:\n" + before);
            }
            if (source.indexOf(before, at + 1) >= 0) {
                throw new IllegalStateException(file + " holds what the patch changes more than once:\n" + before);
            }
            return source.substring(0, at) + after + source.substring(at + before.length());
        }
    }

    /**
     * Reads a patch. Lines before the first file are for people.
     *
     * @throws IllegalArgumentException when it changes nothing, or is not in the unified format
     */
    static Patch parse(List<String> lines) {
        Map<String, List<Hunk>> hunks = new LinkedHashMap<>();
        String file = "";
        Collector hunk = new Collector();
        for (String line : lines) {
            if (line.startsWith(OLD_FILE)) {
                hunk.endInto(hunks, file);
                file = line.substring(OLD_FILE.length());
            } else if (line.startsWith(NEW_FILE)) {
                requireSame(file, line.substring(NEW_FILE.length()));
            } else if (line.startsWith("@@")) {
                hunk.endInto(hunks, file);
                hunk.open = true;
            } else if (hunk.open) {
                hunk.add(line);
            }
        }
        hunk.endInto(hunks, file);
        if (hunks.isEmpty()) {
            throw new IllegalArgumentException("the patch changes nothing");
        }
        return new Patch(hunks);
    }

    /** The file's source after the patch. */
    String applyTo(String file, String source) {
        String changed = source;
        for (Hunk hunk : hunks.getOrDefault(file, List.of())) {
            changed = hunk.appliedTo(changed, file);
        }
        return changed;
    }

    private static void requireSame(String before, String after) {
        if (!before.equals(after)) {
            throw new IllegalArgumentException(
                    "a patch changes files and does not move them: " + before + ", " + after);
        }
    }

    /** A hunk that is being read. */
    private static final class Collector {
        private final StringBuilder before = new StringBuilder();
        private final StringBuilder after = new StringBuilder();
        private boolean open;

        private void add(String line) {
            // An empty line of context often loses its space on the way through an editor.
            char kind = line.isEmpty() ? ' ' : line.charAt(0);
            String text = (line.isEmpty() ? "" : line.substring(1)) + "\n";
            switch (kind) {
                case ' ' -> {
                    before.append(text);
                    after.append(text);
                }
                case '-' -> before.append(text);
                case '+' -> after.append(text);
                default -> throw new IllegalArgumentException("not a line of a hunk: " + line);
            }
        }

        private void endInto(Map<String, List<Hunk>> hunks, String file) {
            if (open) {
                Hunk hunk = new Hunk(before.toString(), after.toString());
                if (hunk.before().isEmpty() || hunk.before().equals(hunk.after())) {
                    throw new IllegalArgumentException("a hunk of " + file + " changes nothing that is there");
                }
                hunks.computeIfAbsent(file, key -> new ArrayList<>()).add(hunk);
            }
            before.setLength(0);
            after.setLength(0);
            open = false;
        }
    }
}
