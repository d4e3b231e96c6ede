package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.journal.FileJournal;
import java.nio.file.Path;

/**
 * Where everything is written down that decisions depend on.
 *
 * @param directory the directory, as an absolute path
 * @param limits how much of it is kept
 */
public record JournalSettings(Path directory, FileJournal.Limits limits) {}
