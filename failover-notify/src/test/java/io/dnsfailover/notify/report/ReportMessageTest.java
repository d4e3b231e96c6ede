package io.dnsfailover.notify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.Attachment;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Message;
import io.dnsfailover.notify.geo.SpecimenGeography;
import io.dnsfailover.notify.report.ReportMessage.Part;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReportMessageTest {
    private static final Pattern TAG = Pattern.compile("<([a-zA-Z!/][^>\\s]*)");
    private static final Set<String> MAIL_TAGS = Set.of(
            "!DOCTYPE",
            "html",
            "/html",
            "head",
            "/head",
            "meta",
            "title",
            "/title",
            "style",
            "/style",
            "body",
            "/body",
            "table",
            "/table",
            "tr",
            "/tr",
            "td",
            "/td",
            "th",
            "/th",
            "h1",
            "/h1",
            "h2",
            "/h2",
            "p",
            "/p",
            "pre",
            "/pre",
            "div",
            "/div",
            "img");

    @Test
    @DisplayName("every picture of the HTML is in the message, and the other way round")
    void pictures_areInTheMessage() {
        Message message = ReportMessage.of(report(), EnumSet.allOf(Part.class)).build();

        List<String> shown = Pattern.compile("src=\"cid:([^\"]*)\"")
                .matcher(html(message))
                .results()
                .map(found -> found.group(1))
                .toList();
        List<String> attached = message.attachments().stream()
                .map(Attachment::contentId)
                .filter(id -> id != null)
                .toList();

        assertThat(shown).containsExactly("path", "map").isEqualTo(attached);
        assertThat(message.attachments().stream().map(Attachment::name))
                .containsExactly("path.png", "map.png", "path.svg", "map.svg", "incident.html");
        assertThat(message.kind()).isEqualTo(Kind.FAILED_OVER);
        assertThat(message.subject()).startsWith("[FAILOVER] www.example.com A: ");
    }

    @Test
    void withoutPictures_theWordsAreThere() {
        Message message = ReportMessage.of(report(), Set.of()).build();

        assertThat(message.attachments()).isEmpty();
        assertThat(html(message))
                .doesNotContain("<img")
                .contains("ams1 (check: FAIL): nothing answers from hop 7 on, after 198.51.101.6");
        assertThat(message.text()).contains("ams1 (check: FAIL): nothing answers from hop 7 on");
    }

    @Test
    @DisplayName("the HTML has only the tags that we write, and loads nothing but its own pictures")
    void html_hasOnlyKnownTags() {
        String html = html(ReportMessage.of(report(), EnumSet.allOf(Part.class)).build());

        assertThat(TAG.matcher(html).results().map((MatchResult tag) -> tag.group(1)))
                .isNotEmpty()
                .allMatch(MAIL_TAGS::contains);
        assertThat(html).doesNotContain("http:", "https:", "url(", "@import");
    }

    @Test
    @DisplayName("the page loads nothing, runs nothing, and says so in a policy")
    void page_isSelfContained() {
        String page = new String(
                ReportMessage.of(report(), Set.of(Part.INCIDENT_PAGE))
                        .build()
                        .attachments()
                        .get(0)
                        .content(),
                StandardCharsets.UTF_8);

        assertThat(page)
                .contains(
                        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';")
                .contains("Checks of fra1", "Paths to fra1 (192.0.2.10)", "Places on the paths")
                .contains("prefers-color-scheme:dark");
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain(
                        "http:", "https:", "<script", "<img", "<link", "<iframe", "url(", "@import", "javascript");
    }

    @Test
    void sameReport_makesTheSamePage() {
        assertThat(IncidentPage.of(report())).isEqualTo(IncidentPage.of(report()));
    }

    private static String html(Message message) {
        String html = message.html();
        assertThat(html).isNotNull();
        return html;
    }

    private static Report report() {
        return SpecimenReport.full(3, 8, "no connection in 1000ms")
                .locator(new SpecimenGeography())
                .build();
    }
}
