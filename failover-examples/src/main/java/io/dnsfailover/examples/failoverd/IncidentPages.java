package io.dnsfailover.examples.failoverd;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.MessageRenderer;
import io.dnsfailover.notify.collect.Reports;
import io.dnsfailover.notify.report.IncidentPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the report of each move that is told alone as a page in a directory, the newest {@value #MAX_PAGES}. A page that cannot be
 * written is a WARN line; the message goes out all the same.
 */
final class IncidentPages implements MessageRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentPages.class);
    private static final int MAX_PAGES = 1_000;
    private static final Set<Kind> MOVES = Set.of(Kind.FAILED_OVER, Kind.FAILED_BACK, Kind.GAVE_UP);

    private final Path directory;
    private final Reports reports;
    private final MessageRenderer words;

    private IncidentPages(Path directory, Reports reports) {
        this.directory = directory;
        this.reports = reports;
        this.words = reports.renderer();
    }

    static IncidentPages in(Path directory, Reports reports) throws IOException {
        Files.createDirectories(directory);
        return new IncidentPages(directory, reports);
    }

    @Override
    public Message render(FailoverEvent event) {
        Message message = words.render(event); // waits for what belongs into the page
        if (MOVES.contains(message.kind())) {
            try {
                keep(event);
            } catch (IOException e) {
                LOG.warn("[{}] its page cannot be written: {}", event.header().id(), e.toString());
            }
        }
        return message;
    }

    /** Several channels write the same page; none may be seen half written. */
    private synchronized void keep(FailoverEvent event) throws IOException {
        String time = event.header().at().wall().toString().replaceAll("[:.]", "");
        String name = time + "-" + event.header().id().replaceAll("[^A-Za-z0-9._-]", "_") + ".html";
        Path half = Files.createTempFile(directory, "page", ".tmp");
        try {
            Files.writeString(half, IncidentPage.of(reports.report(event)));
            Files.move(half, directory.resolve(cut(name)), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        List<Path> pages;
        try (Stream<Path> all = Files.list(directory)) {
            pages = all.filter(page -> page.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        for (Path old : pages.subList(0, Math.max(0, pages.size() - MAX_PAGES))) {
            Files.deleteIfExists(old);
        }
    }

    private static String cut(String name) {
        int most = 200; // octets that a file name may have on every file system, with room
        return name.length() <= most ? name : name.substring(0, most) + ".html";
    }
}
