package io.dnsfailover.notify.mail;

import io.dnsfailover.notify.DeliveryException;
import io.dnsfailover.notify.MailAddress;
import io.dnsfailover.notify.RefusedRecipient;
import io.dnsfailover.notify.internal.Causes;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** What an SMTP server's refusal means for the next attempt. */
final class SmtpFailures {
    /** "Too many recipients" in the words of old servers: the rest is taken the next time (RFC 5321 section 4.5.3.1.10). */
    private static final int TOO_MANY_RECIPIENTS = 552;

    /** "Authentication required", or TLS (RFC 4954 section 6, RFC 3207 section 4): wrong of us, not of the message. */
    private static final int LOGIN_REQUIRED = 530;

    private final SmtpServer server;

    SmtpFailures(SmtpServer server) {
        this.server = server;
    }

    /**
     * The failure.
     *
     * @param e what the library threw
     * @param code the last reply code; less than 1 when there was none
     * @param reply the last reply; null when there was none
     */
    DeliveryException of(MessagingException e, int code, @Nullable String reply) {
        if (e instanceof SMTPSendFailedException failed && !reachedSomebody(failed)) {
            return ofMessage(failed);
        }
        if (e instanceof SendFailedException) {
            List<RefusedRecipient> refused = refused(e);
            if (!refused.isEmpty()) {
                return DeliveryException.refused(
                        server.peer() + " refused "
                                + refused.stream()
                                        .map(one -> one.address() + " (" + one.reply() + ")")
                                        .collect(Collectors.joining(", ")),
                        refused);
            }
        }
        if (e instanceof AuthenticationFailedException) {
            return DeliveryException.temporary(server.peer() + " refused the login: " + clean(Causes.of(e)));
        }
        String words = clean(Causes.of(e));
        String last = reply == null || code <= 0 ? "" : clean(reply);
        boolean news = !last.isEmpty() && !words.contains(last);
        return DeliveryException.temporary(
                "talking to " + server.peer() + ": " + words + (news ? ", last reply: " + last : ""));
    }

    /** A reply to the sender, to the data, or none. */
    private DeliveryException ofMessage(SMTPSendFailedException failed) {
        int code = failed.getReturnCode();
        String what = server.peer() + " refused the message: " + clean(String.valueOf(failed.getMessage()));
        if (code >= 500 && code <= 599 && code != LOGIN_REQUIRED) {
            return DeliveryException.permanent(what);
        }
        return DeliveryException.temporary(what);
    }

    private static boolean reachedSomebody(SendFailedException failed) {
        return failed.getValidSentAddresses() != null && failed.getValidSentAddresses().length > 0;
    }

    /** The library chains one exception for each recipient that was refused. */
    private List<RefusedRecipient> refused(MessagingException first) {
        List<RefusedRecipient> refused = new ArrayList<>();
        for (Exception e = first.getNextException();
                e instanceof MessagingException next;
                e = next.getNextException()) {
            if (next instanceof SMTPAddressFailedException failed) {
                int code = failed.getReturnCode();
                boolean retryable = code < 500 || code > 599 || code == TOO_MANY_RECIPIENTS || code == LOGIN_REQUIRED;
                refused.add(new RefusedRecipient(
                        new MailAddress(failed.getAddress().getAddress()),
                        retryable,
                        clean(String.valueOf(failed.getMessage()))));
            }
        }
        return refused;
    }

    /** On one line, without the login: a server may repeat what it was sent. */
    private String clean(String words) {
        String line = words.strip().replaceAll("\\R", " ");
        SmtpServer.Login login = server.login();
        if (login == null) {
            return line;
        }
        String password = login.password().reveal();
        String plain = login.user() + "\0" + login.user() + "\0" + password;
        String bare = "\0" + login.user() + "\0" + password;
        for (String sent : List.of(plain, bare)) {
            line = line.replace(
                    Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8)), "(login not shown)");
        }
        return login.password().hideIn(line);
    }
}
