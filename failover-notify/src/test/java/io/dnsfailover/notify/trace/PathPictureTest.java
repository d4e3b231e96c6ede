package io.dnsfailover.notify.trace;

import static io.dnsfailover.notify.trace.SpecimenPaths.hop;
import static io.dnsfailover.notify.trace.SpecimenPaths.inet;
import static io.dnsfailover.notify.trace.SpecimenPaths.location;
import static io.dnsfailover.notify.trace.SpecimenPaths.silent;
import static io.dnsfailover.notify.trace.SpecimenPaths.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Trace;
import io.dnsfailover.model.Trace.Ending;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Overlaps;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.picture.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class PathPictureTest {
    private static final Endpoint ENDPOINT = Endpoint.of("192.0.2.10").named("primary");

    @ParameterizedTest
    @DisplayName("nothing lies on anything else, whatever the number of locations and hops")
    @CsvSource({"1,3", "1,8", "1,30", "3,3", "3,8", "3,30", "14,3", "14,8", "14,30"})
    void layout_ofAnySize_doesNotOverlap(int locations, int hops) {
        Picture picture = PathPicture.of(ENDPOINT, SpecimenPaths.broken(locations, hops));

        assertThat(picture.width()).isEqualTo(600);
        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(Overlaps.crossed(picture)).isEmpty();
    }

    @Test
    @DisplayName(
            "three hundred tangled paths: detours, circles, silence, parallel routers, last good paths that went elsewhere")
    void layout_ofTangledPaths_doesNotOverlap() {
        for (long seed = 0; seed < 300; seed++) {
            List<TracedPath> paths = tangled(new SplittableRandom(seed));

            Picture picture = PathPicture.of(ENDPOINT, paths);

            assertThat(Overlaps.of(picture)).as("seed %d", seed).isEmpty();
            assertThat(Overlaps.crossed(picture)).as("seed %d", seed).isEmpty();
            assertThat(Overlaps.words(picture)).as("seed %d", seed).contains("primary (192.0.2.10)");
        }
    }

    @Test
    @DisplayName("the longest addresses and parallel routers have room")
    void layout_ofIpv6_doesNotOverlap() {
        Picture picture =
                PathPicture.of(Endpoint.of("2001:db8:ffff:ffff:ffff:ffff:ffff:1006"), SpecimenPaths.overIpv6());

        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(Overlaps.words(picture))
                .contains("2001:db8:ffff:ffff:ffff:ffff:ffff:9999", "2001:db8:ffff:ffff:ffff:ffff:ffff:4002")
                .anyMatch(word -> word.contains("+2 parallel"));
    }

    @Test
    void routers_thatSeveralPathsShare_areDrawnOnce() {
        List<String> words = Overlaps.words(PathPicture.of(ENDPOINT, SpecimenPaths.broken(3, 8)));

        assertThat(words).containsOnlyOnce("203.0.113.1", "10.1.0.1", "fra1", "ams1", "nyc1");
    }

    @Test
    void paths_thatEnd_areMarked() {
        Picture broken = PathPicture.of(ENDPOINT, SpecimenPaths.broken(3, 8));
        Trace whole = SpecimenPaths.whole(0, 8);
        Picture fine = PathPicture.of(ENDPOINT, List.of(new TracedPath(location(0), Outcome.PASS, whole, whole)));

        assertThat(Overlaps.words(broken))
                .filteredOn("no answer from here on"::equals)
                .hasSize(2);
        assertThat(Overlaps.words(fine)).doesNotContain("no answer from here on");
        assertThat(redLines(broken)).isGreaterThan(redLines(fine));
    }

    @Test
    @DisplayName("round-trip times and loss stand in the picture, on the edges or in columns")
    void measurements_areShown() {
        Trace now = trace(
                List.of(
                        hop(1, "10.0.0.1", null, 1.25, 0),
                        hop(2, "10.0.0.2", null, 12.3, 1),
                        hop(3, "192.0.2.10", null, 104, 2)),
                Ending.REACHED);

        List<String> words =
                Overlaps.words(PathPicture.of(ENDPOINT, List.of(new TracedPath(location(0), Outcome.PASS, now, null))));

        assertThat(words).contains("1.3 ms", "12.3 ms", "33% lost", "104 ms", "67% lost");
    }

    @Test
    @DisplayName("loss that later hops do not show is a router that answers rarely: only lasting loss colours the edge")
    void lossThatDoesNotLast_doesNotColourTheEdge() {
        Trace passing =
                trace(List.of(hop(1, "10.0.0.1", null, 1, 2), hop(2, "192.0.2.10", null, 2, 0)), Ending.REACHED);
        Trace lasting =
                trace(List.of(hop(1, "10.0.0.1", null, 1, 0), hop(2, "192.0.2.10", null, 2, 1)), Ending.REACHED);

        assertThat(lines(picture(passing), Ink.WARN)).isEqualTo(legendLines(Ink.WARN));
        assertThat(lines(picture(lasting), Ink.WARN)).isEqualTo(legendLines(Ink.WARN) + 1);
    }

    @Test
    void divergentHop_isNamed() {
        List<String> words = Overlaps.words(PathPicture.of(ENDPOINT, SpecimenPaths.broken(3, 8)));

        assertThat(words).anyMatch(word -> word.startsWith("first divergent hop of ams1, fra1"));
    }

    @Test
    @DisplayName("thirty private hops are folded, and what is shared or broken stays")
    void longStretches_areFolded() {
        Picture picture = PathPicture.of(ENDPOINT, SpecimenPaths.broken(14, 30));

        List<String> words = Overlaps.words(picture);

        assertThat(words).anyMatch(word -> word.matches("\\d+ hops"));
        assertThat(words).contains("203.0.113.9", "fra1", "waw1");
        assertThat(picture.height()).isLessThan(1800);
    }

    @Test
    void moreLocationsThanFit_failingOnesAreDrawn() {
        Trace whole = SpecimenPaths.whole(0, 4);
        List<TracedPath> paths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            paths.add(new TracedPath(Location.of("fine" + i), Outcome.PASS, whole, whole));
        }
        paths.add(new TracedPath(Location.of("broken"), Outcome.FAIL, SpecimenPaths.cut(whole, 2), whole));

        Picture picture = PathPicture.of(ENDPOINT, paths);

        assertThat(Overlaps.words(picture)).contains("broken", "fine0").doesNotContain("fine39");
        assertThat(Overlaps.words(picture)).anyMatch(word -> word.contains("the first 20 are drawn"));
        assertThat(picture.description()).contains("fine39");
    }

    @Test
    void tracesThatWereNotPossible_areSaid() {
        Trace none = Trace.notPossible("no privilege for raw sockets", new Moment(0, Instant.EPOCH));

        Picture picture = PathPicture.of(ENDPOINT, List.of(new TracedPath(location(0), Outcome.FAIL, none, null)));

        assertThat(Overlaps.words(picture))
                .contains("its check fails; no trace: no privilege for raw sockets", "no trace reaches it");
        assertThat(picture.description()).isEqualTo("fra1 (check: FAIL): no privilege for raw sockets.");
    }

    @Test
    void routerThatSaysUnreachable_isSaid() {
        Hop last = new Hop(
                2, 3, List.of(new Hop.Responder(inet("10.0.0.2"), null, List.of(Duration.ofMillis(2)), List.of("!H"))));
        Trace now = trace(List.of(hop(1, "10.0.0.1", null, 1, 0), last), Ending.UNREACHABLE);

        assertThat(Overlaps.words(picture(now)))
                .contains("no way on, says the router above")
                .anyMatch(word -> word.endsWith("!H"));
    }

    @Test
    @DisplayName("what a router calls itself cannot leave its place in the picture")
    void hostileNames_stayText() {
        String name = "</text><script>alert(1)</script>\u001b[31m\u202e\r\n&\"'" + "x".repeat(2000);
        Trace now = trace(List.of(hop(1, "10.0.0.1", name, 1, 0), silent(2)), Ending.SILENT);

        for (Theme theme : Theme.values()) {
            String svg = picture(now).svg(theme);
            assertThat(svg).doesNotContain("<script", "\u001b", "\u202e", "\r").matches("[ -~\n]*");
        }
        assertThat(Overlaps.of(picture(now))).isEmpty();
    }

    @Test
    void samePaths_makeTheSamePicture() {
        assertThat(PathPicture.of(ENDPOINT, SpecimenPaths.broken(14, 30)).svg(Theme.AUTO))
                .isEqualTo(
                        PathPicture.of(ENDPOINT, SpecimenPaths.broken(14, 30)).svg(Theme.AUTO));
    }

    @Test
    void noPath_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPicture.of(ENDPOINT, List.of()));
    }

    private static Picture picture(Trace now) {
        return PathPicture.of(ENDPOINT, List.of(new TracedPath(location(0), Outcome.PASS, now, null)));
    }

    private static long legendLines(Ink ink) {
        Trace clean = trace(List.of(hop(1, "192.0.2.10", null, 1, 0)), Ending.REACHED);
        return lines(picture(clean), ink);
    }

    private static long redLines(Picture picture) {
        return lines(picture, Ink.BAD);
    }

    private static long lines(Picture picture, Ink ink) {
        return Overlaps.flat(picture.shapes())
                .filter(shape -> shape instanceof Shape.Line line && line.ink() == ink)
                .count();
    }

    private static List<TracedPath> tangled(SplittableRandom random) {
        int locations = random.nextInt(1, 9);
        return IntStream.range(0, locations)
                .mapToObj(i -> new TracedPath(
                        location(i),
                        List.of(Outcome.values()).get(random.nextInt(3)),
                        tangledTrace(random),
                        random.nextBoolean() ? tangledTrace(random) : null))
                .toList();
    }

    private static Trace tangledTrace(SplittableRandom random) {
        if (random.nextInt(12) == 0) {
            return Trace.notPossible("no", new Moment(0, Instant.EPOCH));
        }
        List<Hop> hops = IntStream.rangeClosed(1, random.nextInt(1, 26))
                .mapToObj(ttl -> tangledHop(ttl, random))
                .toList();
        List<Ending> endings = Stream.of(Ending.values())
                .filter(ending -> ending != Ending.NOT_POSSIBLE)
                .toList();
        Ending ending = endings.get(random.nextInt(endings.size()));
        return trace(hops, hops.get(hops.size() - 1).isSilent() && ending == Ending.REACHED ? Ending.SILENT : ending);
    }

    private static Hop tangledHop(int ttl, SplittableRandom random) {
        int answers = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 3);
        List<Hop.Responder> who = IntStream.range(0, answers)
                .mapToObj(any -> new Hop.Responder(
                        inet(
                                random.nextBoolean()
                                        ? "10.0.0." + random.nextInt(1, 15)
                                        : "2001:db8:ffff:ffff:ffff:ffff:ffff:"
                                                + Integer.toHexString(0x1000 + random.nextInt(9))),
                        random.nextBoolean() ? "r".repeat(random.nextInt(1, 90)) : null,
                        List.of(Duration.ofNanos(random.nextLong(1, 2_000_000_000L))),
                        List.of()))
                .toList();
        return new Hop(ttl, 3, who);
    }
}
