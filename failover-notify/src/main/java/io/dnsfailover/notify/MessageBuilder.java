package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Message} together. Subject and text are required; the kind is {@link Kind#OTHER}, the severity
 * {@link Severity#INFO}, and there is no HTML, attachment, event and recipient unless one is set. What is set twice is refused.
 * For one thread; used up by {@link #build()}.
 */
public final class MessageBuilder {
    /** The longest subject, in characters; a longer one is cut. */
    public static final int MAX_SUBJECT = 200;

    /** The longest text, in characters; a longer one is cut and says so. */
    public static final int MAX_TEXT = 200_000;

    /** The longest HTML, in characters. */
    public static final int MAX_HTML = 1_000_000;

    /** The most octets of all attachments together. */
    public static final int MAX_ATTACHED = 5_000_000;

    /** The most attachments. */
    public static final int MAX_ATTACHMENTS = 20;

    private static final Pattern ID = Pattern.compile("[!-~]{1,400}");

    final String id;
    final Instant at;

    @Nullable
    Kind kind;

    @Nullable
    Severity severity;

    @Nullable
    String html;

    List<Attachment> attachments = List.of();
    List<FailoverEvent> events = List.of();

    private @Nullable String subject;
    private @Nullable String text;
    private List<MailAddress> recipients = List.of();

    MessageBuilder(String id, Instant at) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "message id '" + Printable.of(id) + "': has 1 to 400 printable ASCII characters without a space");
        }
        this.id = id;
        this.at = at;
    }

    /**
     * What it is about.
     *
     * @param value the kind
     * @return this
     */
    public MessageBuilder kind(Kind value) {
        once("kind", kind == null);
        kind = value;
        return this;
    }

    /**
     * How much it matters.
     *
     * @param value the severity
     * @return this
     */
    public MessageBuilder severity(Severity value) {
        once("severity", severity == null);
        severity = value;
        return this;
    }

    /**
     * The whole story in a line; required.
     *
     * @param value not blank; line breaks and other control characters are escaped, and what is longer than {@link #MAX_SUBJECT}
     *     is cut
     * @return this
     */
    public MessageBuilder subject(String value) {
        once("subject", subject == null);
        if (value.isBlank()) {
            throw new IllegalArgumentException("message " + id + ": subject must not be blank");
        }
        subject = VisibleText.line(value, MAX_SUBJECT);
        return this;
    }

    /**
     * The story as plain text; required.
     *
     * @param value lines; control characters other than line breaks and tabs are escaped, and what is longer than
     *     {@link #MAX_TEXT} is cut
     * @return this
     */
    public MessageBuilder text(String value) {
        once("text", text == null);
        text = VisibleText.lines(value, MAX_TEXT);
        return this;
    }

    /**
     * The story as a page. Who makes the page escapes foreign text in it; here only control characters are.
     *
     * @param value HTML of at most {@link #MAX_HTML} characters
     * @return this
     * @throws IllegalArgumentException when it is longer
     */
    public MessageBuilder html(String value) {
        once("html", html == null);
        if (value.length() > MAX_HTML) {
            throw new IllegalArgumentException(
                    "message " + id + ": html has at most " + MAX_HTML + " characters, not " + value.length());
        }
        html = VisibleText.lines(value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Pictures of the HTML, and files.
     *
     * @param value at most {@link #MAX_ATTACHMENTS} of {@link #MAX_ATTACHED} octets together, with different content ids
     * @return this
     * @throws IllegalArgumentException when there are more, or two have the same content id
     */
    public MessageBuilder attachments(List<Attachment> value) {
        once("attachments", attachments.isEmpty());
        long octets = value.stream().mapToLong(Attachment::size).sum();
        if (value.size() > MAX_ATTACHMENTS || octets > MAX_ATTACHED) {
            throw new IllegalArgumentException("message " + id + ": has at most " + MAX_ATTACHMENTS + " attachments of "
                    + MAX_ATTACHED + " octets together, not " + value.size() + " of " + octets);
        }
        Set<String> contentIds = new HashSet<>();
        for (Attachment attachment : value) {
            String contentId = attachment.contentId();
            if (contentId != null && !contentIds.add(contentId)) {
                throw new IllegalArgumentException("message " + id + ": content id " + contentId + " occurs twice");
            }
        }
        attachments = List.copyOf(value);
        return this;
    }

    /**
     * The events that it tells of.
     *
     * @param value oldest first
     * @return this
     */
    public MessageBuilder events(List<FailoverEvent> value) {
        once("events", events.isEmpty());
        events = List.copyOf(value);
        return this;
    }

    /**
     * Who gets it, where the channel has recipients.
     *
     * @param value at most {@link ContactList#MAX_ADDRESSES}
     * @return this
     * @throws IllegalArgumentException when there are more
     */
    public MessageBuilder recipients(List<MailAddress> value) {
        once("recipients", recipients.isEmpty());
        if (value.size() > ContactList.MAX_ADDRESSES) {
            throw new IllegalArgumentException("message " + id + ": has at most " + ContactList.MAX_ADDRESSES
                    + " recipients, not " + value.size());
        }
        recipients = List.copyOf(value);
        return this;
    }

    /**
     * The message.
     *
     * @return the message
     * @throws IllegalArgumentException when the subject or the text is missing, or there are pictures without HTML
     */
    public Message build() {
        List<String> missing = new ArrayList<>();
        if (subject == null) {
            missing.add("a subject");
        }
        if (text == null) {
            missing.add("a text");
        }
        if (html == null && attachments.stream().anyMatch(attachment -> attachment.contentId() != null)) {
            missing.add("the HTML that shows its pictures");
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("message " + id + ": lacks " + String.join(" and ", missing));
        }
        return new Message(copy(), recipients);
    }

    String subject() {
        return subject == null ? "" : subject;
    }

    String text() {
        return text == null ? "" : text;
    }

    /** A message keeps parts that nobody can change any more. */
    private MessageBuilder copy() {
        MessageBuilder copy = new MessageBuilder(id, at);
        copy.kind = kind;
        copy.severity = severity;
        copy.subject = subject;
        copy.text = text;
        copy.html = html;
        copy.attachments = attachments;
        copy.events = events;
        return copy;
    }

    private void once(String property, boolean unset) {
        if (!unset) {
            throw new IllegalStateException("message " + id + ": " + property + " is set twice");
        }
    }
}
