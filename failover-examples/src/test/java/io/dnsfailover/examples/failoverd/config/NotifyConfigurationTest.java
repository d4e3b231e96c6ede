package io.dnsfailover.examples.failoverd.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mail}, {@code contacts}, {@code webhooks} and {@code notifications}. */
class NotifyConfigurationTest {
    private static final String PASSWORD = "canary-password-0123456789";
    private static final String URL = "https://hooks.example.com/services/canary-path";

    private static final String COMPLETE = """
            mail: {host: smtp.example.com, security: tls, helo-name: f.example.com, from: f@example.com, from-name: Failover,
                   reply-to: ops@example.com, login: {user: failover, secret-file: password.txt}, deadline: 10s}
            contacts:
              - {name: ops, addresses: [ops@example.com, oncall@example.com]}
            webhooks:
              - {name: chat, url-file: url.txt, format: slack, secret-file: password.txt, deadline: 5s, per-hour: 60}
            notifications:
              window: 5s
              per-hour: 6
              digest: 30m
              attempts: 3
              log: true
              routes:
                - {to: [ops, chat], policies: ["shop-*", www], kinds: [failed-over, recovery], severity: critical, phase: down,
                   in-maintenance: true, delay: 2m, repeat: 1h, messages: 5}
                - {to: log, severity: info}
              maintenance:
                - {policies: "shop-*", from: 2026-03-01T02:00:00Z, until: 2026-03-01T05:00:00+01:00}
                - {days: [sun, sat], start: "02:00", length: 2h, zone: Europe/Berlin}
              incident-pages: /var/lib/failoverd/incidents
              geo-database: /var/lib/failoverd/cities.mmdb
            """;

    private final ConfigFile file;

    NotifyConfigurationTest(@TempDir Path directory) {
        file = new ConfigFile(directory);
        file.write("password.txt", PASSWORD + "\n");
        file.write("url.txt", URL + "\n");
    }

    @Test
    @DisplayName("the effective configuration says everything, reads back as the same, and shows no secret")
    void effective_isTheSame() throws Exception {
        Configuration read = file.read(COMPLETE + ConfigFile.policy());

        String effective = read.effective();
        assertThat(effective)
                .contains("port: 465")
                .contains("secret-file: password.txt")
                .contains("kinds: [failed-over, recovery]")
                .contains("days: [sat, sun]")
                .contains("until: \"2026-03-01T04:00:00Z\"")
                .doesNotContain("canary");
        assertThat(file.read(effective).notifications()).isEqualTo(read.notifications());
        assertThat(read.toString()).doesNotContain("canary");
    }

    @Test
    @DisplayName("every mistake is said at once, each where it is")
    void mistakes_areSaidTogether() {
        assertThat(file.mistakes("""
                mail: {hostt: smtp.example.com, security: ssl, from: nobody, login: {user: u}}
                contacts: [{name: ops, addresses: [a@example.com, a@example.com]}, {name: log, addresses: []}]
                webhooks: [{name: ops, url-file: url.txt, format: slak}, {name: hook, url-env: NO_SUCH_VARIABLE_HERE}]
                notifications:
                  window: 11m
                  routes:
                    - {to: [opss], kinds: [failover], delay: 2d, repeat: 1s, messages: 151}
                  maintenance: [{from: 2026-03-01T02:00:00Z}, {start: "26:00", length: 1h}, {}]
                """ + ConfigFile.policy()))
                .anyMatch(line -> line.startsWith("1:8: mail.hostt: is not a key of mail: did you mean 'host'?"))
                .anyMatch(line -> line.startsWith("1:7: mail.host: must be set"))
                .anyMatch(line -> line.startsWith("1:43: mail.security: must be starttls, tls or none, not 'ssl'"))
                .anyMatch(line -> line.startsWith("1:54: mail.from: mail address 'nobody': an address has no @"))
                .anyMatch(line -> line.contains("mail.login: must have secret-file or secret-env"))
                .anyMatch(line -> line.contains("contacts[ops]: contact list 'ops': holds a@example.com twice"))
                .anyMatch(line -> line.contains("is how routes call the log: choose another name"))
                .anyMatch(line -> line.contains("is the name of another contact list or webhook"))
                .anyMatch(line -> line.contains("must be json, slack or teams, not 'slak': did you mean 'slack'?"))
                .anyMatch(line -> line.contains("webhooks[hook].url-env: the environment has no such variable"))
                .anyMatch(line -> line.startsWith("5:11: notifications.window: must be 0s to 10m, not 11m"))
                .anyMatch(line -> line.startsWith("7:13: notifications.routes[0].to[0]: is neither a contact list"))
                .anyMatch(line -> line.contains("'failover'"))
                .anyMatch(line -> line.contains("delay 2d: has to be 0s to 1d"))
                .anyMatch(line -> line.contains("repeat 1s: has to be 0s for never, or 1m to 7d"))
                .anyMatch(line -> line.contains("must be a whole number from 1 to 150"))
                .anyMatch(line -> line.contains("notifications.maintenance[0].until: must be set"))
                .anyMatch(line -> line.contains("'26:00' is not a time of day such as 02:30"))
                .anyMatch(line -> line.contains("must have either from and until, or days, start and length"));
    }

    @Test
    @DisplayName("contact lists without a mail server reach nobody")
    void contactsWithoutMail_areAMistake() {
        assertThat(file.mistakes("contacts: [{name: ops, addresses: ops@example.com}]\n" + ConfigFile.policy()))
                .containsExactly("1:11: contacts: needs the mail server (mail) through which it is reached");
    }

    @Test
    @DisplayName("a secret can stand in the environment")
    void environment_hasSecrets() throws Exception {
        Configuration read = file.read("""
                mail: {host: smtp.example.com, from: f@example.com, login: {user: u, secret-env: PATH}}
                """ + ConfigFile.policy());

        assertThat(read.notifications().mail().login().password().secret().reveal())
                .isEqualTo(System.getenv("PATH"));
        assertThat(read.effective()).contains("secret-env: PATH").doesNotContain(System.getenv("PATH"));
    }
}
