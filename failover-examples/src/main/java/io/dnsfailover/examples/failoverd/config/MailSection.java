package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.notify.ContactList;
import io.dnsfailover.notify.MailAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code mail} and {@code contacts}. */
final class MailSection {
    private static final int MAX_PORT = 65_535;
    private static final List<String> SECURITY = Stream.of(MailSettings.Security.values())
            .map(security -> security.name().toLowerCase(Locale.ROOT))
            .toList();

    private MailSection() {}

    /** The mail server; null when the file has none, or it has mistakes. */
    static @Nullable MailSettings read(@Nullable Value section, SecretReader secrets) {
        Fields fields = section == null ? null : section.fields(Keys.MAIL);
        if (section == null || fields == null) {
            return null;
        }
        MailSettings.Server server = server(fields);
        MailSettings.Sender sender = sender(fields);
        int before = section.problems().count();
        Value loginValue = fields.get("login");
        MailSettings.Login login = loginValue == null ? null : login(loginValue, secrets);
        Value deadlineValue = fields.get("deadline");
        Duration deadline = deadlineValue == null ? Duration.ofSeconds(30) : deadlineValue.duration();
        if (server == null
                || sender == null
                || deadline == null
                || section.problems().count() != before) {
            return null;
        }
        MailSettings settings = new MailSettings(server, login, sender, deadline);
        try {
            settings.channel().close(); // the channel itself knows its rules best
            return settings;
        } catch (IllegalArgumentException e) {
            section.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static MailSettings.@Nullable Server server(Fields fields) {
        Value hostValue = fields.require("host");
        String host = hostValue == null ? null : hostValue.text();
        Value securityValue = fields.get("security");
        String word = securityValue == null ? SECURITY.get(0) : securityValue.word(SECURITY);
        MailSettings.Security security =
                word == null ? null : MailSettings.Security.valueOf(word.toUpperCase(Locale.ROOT));
        Value portValue = fields.get("port");
        Integer port = portValue == null
                ? Integer.valueOf(security == null ? 1 : security.port())
                : portValue.wholeNumber(1, MAX_PORT);
        Value heloValue = fields.get("helo-name");
        String helo = heloValue == null ? null : heloValue.text();
        return host == null || security == null || port == null || (heloValue != null && helo == null)
                ? null
                : new MailSettings.Server(host, port, security, helo);
    }

    private static MailSettings.@Nullable Sender sender(Fields fields) {
        Value fromValue = fields.require("from");
        MailAddress from = fromValue == null ? null : fromValue.read(MailAddress::new);
        Value nameValue = fields.get("from-name");
        String name = nameValue == null ? null : nameValue.text();
        Value replyValue = fields.get("reply-to");
        MailAddress reply = replyValue == null ? null : replyValue.read(MailAddress::new);
        boolean unread = (nameValue != null && name == null) || (replyValue != null && reply == null);
        return from == null || unread ? null : new MailSettings.Sender(from, name, reply);
    }

    private static MailSettings.@Nullable Login login(Value section, SecretReader secrets) {
        Fields fields = section.fields(Keys.LOGIN);
        if (fields == null) {
            return null;
        }
        Value userValue = fields.require("user");
        String user = userValue == null ? null : userValue.text();
        SecretSource password = secrets.read(fields, "secret", true);
        return user == null || password == null ? null : new MailSettings.Login(user, password);
    }

    static List<ContactList> contacts(@Nullable Value section) {
        List<Value> items = section == null ? null : section.items();
        if (items == null) {
            return List.of();
        }
        Map<String, Integer> lines = new HashMap<>();
        List<ContactList> found = new ArrayList<>();
        for (Value item : items) {
            Value named = item.calledByIts("name");
            Fields fields = named.fields(Keys.CONTACT);
            Value nameValue = fields == null ? null : fields.require("name");
            Value listValue = fields == null ? null : fields.require("addresses");
            String name = nameValue == null ? null : nameValue.text();
            List<MailAddress> addresses = new ArrayList<>();
            boolean complete = listValue != null;
            for (Value one : listValue == null ? List.<Value>of() : listValue.itemOrItems()) {
                MailAddress address = one.read(MailAddress::new);
                complete &= address != null;
                addresses.add(address == null ? new MailAddress("unread@example.com") : address);
            }
            if (name == null || nameValue == null || !complete) {
                continue;
            }
            Integer first = lines.putIfAbsent(name, nameValue.position().line());
            if (first != null) {
                nameValue.wrong("is the name of the contact list in line " + first + ": names must be unique");
                continue;
            }
            try {
                found.add(new ContactList(name, addresses));
            } catch (IllegalArgumentException e) {
                named.wrong(String.valueOf(e.getMessage()));
            }
        }
        return found;
    }
}
