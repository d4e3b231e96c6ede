package io.dnsfailover.notify;

import io.dnsfailover.model.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file that comes with a message, or a picture inside of its HTML. Immutable; compared by identity. */
public final class Attachment {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Pattern TYPE = Pattern.compile("[a-z]+/[a-z0-9][a-z0-9.+-]{0,99}");

    private final String name;
    private final String contentType;
    private final byte[] content;
    private final @Nullable String contentId;

    private Attachment(String name, String contentType, byte[] content, @Nullable String contentId) {
        check("name", name, NAME, "1 to 100 letters, digits, dots, hyphens and underscores, no dot first");
        check("content type", contentType, TYPE, "a type and a subtype in lower case, without parameters");
        if (contentType.startsWith("multipart/") || contentType.startsWith("message/")) {
            throw new IllegalArgumentException("attachment: content type " + contentType + " holds other parts");
        }
        this.name = name;
        this.contentType = contentType;
        this.content = content.clone();
        this.contentId = contentId;
    }

    /**
     * A file beside the text.
     *
     * @param name 1 to 100 letters, digits, dots, hyphens and underscores
     * @param contentType such as {@code text/html}, without parameters; text is UTF-8
     * @param content the octets; copied
     * @return the attachment
     * @throws IllegalArgumentException when a part is wrong; names it and the rule
     */
    public static Attachment file(String name, String contentType, byte[] content) {
        return new Attachment(name, contentType, content, null);
    }

    /**
     * A picture that the HTML shows with {@code <img src="cid:contentId">}.
     *
     * @param name 1 to 100 letters, digits, dots, hyphens and underscores
     * @param contentType such as {@code image/png}
     * @param content the octets; copied
     * @param contentId as {@code name}; different for each picture of a message
     * @return the attachment
     * @throws IllegalArgumentException when a part is wrong; names it and the rule
     */
    public static Attachment picture(String name, String contentType, byte[] content, String contentId) {
        check("content id", contentId, NAME, "1 to 100 letters, digits, dots, hyphens and underscores, no dot first");
        return new Attachment(name, contentType, content, contentId);
    }

    private static void check(String what, String text, Pattern pattern, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "attachment: " + what + " '" + Printable.of(text) + "' has to be " + rule);
        }
    }

    /**
     * The name of the file.
     *
     * @return letters, digits, dots, hyphens and underscores
     */
    public String name() {
        return name;
    }

    /**
     * The media type.
     *
     * @return type and subtype
     */
    public String contentType() {
        return contentType;
    }

    /**
     * The octets.
     *
     * @return a copy
     */
    public byte[] content() {
        return content.clone();
    }

    /**
     * How much it is.
     *
     * @return the number of octets
     */
    public int size() {
        return content.length;
    }

    /**
     * By what the HTML refers to it.
     *
     * @return the content id; null for a file
     */
    public @Nullable String contentId() {
        return contentId;
    }

    /** Name, type and size. */
    @Override
    public String toString() {
        return name + " (" + contentType + ", " + content.length + " octets)";
    }
}
