package io.dnsfailover.notify.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mail client finds in a mail. */
final class MimeParts {
    private MimeParts() {}

    static @Nullable String text(Part mail) throws MessagingException, IOException {
        return content(mail, "text/plain");
    }

    static @Nullable String html(Part mail) throws MessagingException, IOException {
        return content(mail, "text/html");
    }

    /** The names of all parts that have one. */
    static List<String> files(Part mail) throws MessagingException, IOException {
        List<String> names = new ArrayList<>();
        for (Part part : leaves(mail)) {
            if (part.getFileName() != null) {
                names.add(part.getFileName());
            }
        }
        names.sort((a, b) -> b.compareTo(a));
        return names;
    }

    /** Every part that holds no others. */
    static List<Part> leaves(Part part) throws MessagingException, IOException {
        if (!part.isMimeType("multipart/*")) {
            return List.of(part);
        }
        List<Part> leaves = new ArrayList<>();
        MimeMultipart parts = (MimeMultipart) part.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart child = parts.getBodyPart(i);
            leaves.addAll(leaves(child));
        }
        return leaves;
    }

    /** The first part of a type that is no file, with line feeds at the ends of its lines. */
    private static @Nullable String content(Part mail, String type) throws MessagingException, IOException {
        for (Part part : leaves(mail)) {
            if (part.isMimeType(type) && part.getFileName() == null) {
                return ((String) part.getContent()).replace("\r\n", "\n");
            }
        }
        return null;
    }
}
