package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told, to whom, in the forms that channels need. Immutable.
 *
 * <p>All text is safe to put into a header, a page or a log: control characters, line and paragraph separators, bidirectional and
 * other invisible formatting, and halves of surrogate pairs are escaped as {@code \}{@code uXXXX} by the {@link MessageBuilder}.
 */
public final class Message {
    private final MessageBuilder parts;
    private final List<MailAddress> recipients;

    Message(MessageBuilder parts, List<MailAddress> recipients) {
        this.parts = parts;
        this.recipients = List.copyOf(recipients);
    }

    /**
     * Starts a message.
     *
     * @param id of the event or the incident: 1 to 400 printable ASCII characters without a space
     * @param at when it happened
     * @return a builder
     */
    public static MessageBuilder about(String id, Instant at) {
        return new MessageBuilder(id, at);
    }

    /**
     * Starts a message that tells of one event, with its id, time, kind, severity and facts.
     *
     * @param event the event
     * @return a builder that lacks a subject and a text
     */
    public static MessageBuilder about(FailoverEvent event) {
        return about(event.header().id(), event.header().at().wall())
                .kind(Kind.of(event))
                .severity(Severity.of(event))
                .events(List.of(event));
    }

    /**
     * The same message for others, as for those whom a server refused the first time.
     *
     * @param others whom to send it to
     * @return a message with the same key
     */
    public Message to(List<MailAddress> others) {
        return new Message(parts, others);
    }

    /**
     * What makes this message the same as another: its id and its time. Ids repeat when an installation lost its state, and
     * in two installations with the same policies, so that the id alone would make a receiver drop what is new.
     *
     * @return id, a dot, and the milliseconds since 1970; the same in every attempt and every channel
     */
    public String key() {
        return parts.id + "." + parts.at.toEpochMilli();
    }

    /**
     * The id of the event or the incident.
     *
     * @return printable ASCII without a space
     */
    public String id() {
        return parts.id;
    }

    /**
     * When it happened.
     *
     * @return the time of the event by the wall clock
     */
    public Instant at() {
        return parts.at;
    }

    /**
     * What it is about.
     *
     * @return {@link Kind#OTHER} by default
     */
    public Kind kind() {
        return parts.kind == null ? Kind.OTHER : parts.kind;
    }

    /**
     * How much it matters.
     *
     * @return {@link Severity#INFO} by default
     */
    public Severity severity() {
        return parts.severity == null ? Severity.INFO : parts.severity;
    }

    /**
     * The whole story in a line.
     *
     * @return 1 to {@link MessageBuilder#MAX_SUBJECT} characters
     */
    public String subject() {
        return parts.subject();
    }

    /**
     * The story as plain text.
     *
     * @return lines that end in {@code \n}
     */
    public String text() {
        return parts.text();
    }

    /**
     * The story as a page for mail clients.
     *
     * @return HTML; null when there is only the text
     */
    public @Nullable String html() {
        return parts.html;
    }

    /**
     * Pictures of the HTML, and files.
     *
     * @return immutable
     */
    public List<Attachment> attachments() {
        return parts.attachments;
    }

    /**
     * Who gets it, where the channel has recipients.
     *
     * @return immutable; empty for a channel without recipients
     */
    public List<MailAddress> recipients() {
        return recipients;
    }

    /**
     * The events that it tells of, for channels that machines read.
     *
     * @return immutable; oldest first
     */
    public List<FailoverEvent> events() {
        return parts.events;
    }

    /** Id, kind and subject. */
    @Override
    public String toString() {
        return "[" + id() + "] " + kind() + ": " + subject();
    }
}
