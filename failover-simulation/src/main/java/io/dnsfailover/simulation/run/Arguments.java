package io.dnsfailover.simulation.run;

/**
 * The command line.
 *
 * @param firstSeed the first seed to run
 * @param lastSeed the last seed to run
 * @param hours how many simulated hours are enough; 0 for all seeds
 * @param threads how many seeds run at the same time
 * @param story whether to tell what happens
 * @param hashes whether to print the trace hash of each seed
 */
record Arguments(long firstSeed, long lastSeed, long hours, int threads, boolean story, boolean hashes) {
    static final String USAGE = """
            usage: java -jar simulation.jar [option...]
              --seed N        run one seed
              --seeds A..B    run the seeds from A to B (default 1..1000)
              --hours N       stop when so many hours were simulated, or at the last seed
              --threads N     run so many seeds at the same time (default 2)
              --story         tell what happens, a line for each event that matters
              --hash          print the trace hash of each seed
            """;

    static Arguments of(String[] words) {
        Arguments read = new Arguments(1, 1000, 0, 2, false, false);
        boolean bounded = false;
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "--story" ->
                    read = new Arguments(read.firstSeed, read.lastSeed, read.hours, read.threads, true, read.hashes);
                case "--hash" ->
                    read = new Arguments(read.firstSeed, read.lastSeed, read.hours, read.threads, read.story, true);
                case "--seed" -> {
                    long seed = number(words, ++i, "--seed");
                    bounded = true;
                    read = new Arguments(seed, seed, read.hours, read.threads, read.story, read.hashes);
                }
                case "--seeds" -> {
                    bounded = true;
                    read = read.over(value(words, ++i, "--seeds"));
                }
                case "--hours" -> {
                    long hours = positive(words, ++i, "--hours");
                    long last = bounded ? read.lastSeed : Long.MAX_VALUE - 1;
                    read = new Arguments(read.firstSeed, last, hours, read.threads, read.story, read.hashes);
                }
                case "--threads" -> {
                    int threads = (int) Math.min(64, positive(words, ++i, "--threads"));
                    read = new Arguments(read.firstSeed, read.lastSeed, read.hours, threads, read.story, read.hashes);
                }
                default -> throw new IllegalArgumentException("unknown option '" + words[i] + "'");
            }
        }
        return read;
    }

    private Arguments over(String range) {
        int dots = range.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException("--seeds needs a range such as 1..1000, not '" + range + "'");
        }
        long first = parse(range.substring(0, dots), "--seeds");
        long last = parse(range.substring(dots + 2), "--seeds");
        if (last < first) {
            throw new IllegalArgumentException("--seeds needs a range that goes up, not '" + range + "'");
        }
        return new Arguments(first, last, hours, threads, story, hashes);
    }

    private static String value(String[] words, int at, String option) {
        if (at >= words.length) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words[at];
    }

    private static long number(String[] words, int at, String option) {
        return parse(value(words, at, option), option);
    }

    private static long positive(String[] words, int at, String option) {
        long number = number(words, at, option);
        if (number < 1) {
            throw new IllegalArgumentException(option + " must be 1 or more, not " + number);
        }
        return number;
    }

    private static long parse(String text, String option) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not '" + text + "'", e);
        }
    }
}
