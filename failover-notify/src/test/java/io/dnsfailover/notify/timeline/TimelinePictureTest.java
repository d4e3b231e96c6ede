package io.dnsfailover.notify.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.notify.picture.Ink;
import io.dnsfailover.notify.picture.Overlaps;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.picture.Shape;
import io.dnsfailover.notify.report.SpecimenReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelinePictureTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 14})
    @DisplayName("marks within a millisecond of each other can all be read")
    void marks_thatAreClose_doNotOverlap(int locations) {
        List<Mark> marks = IntStream.range(0, 6)
                .mapToObj(i -> new Mark("thing " + i, SpecimenReport.at(6 + 0.0001 * i)))
                .toList();

        Picture picture = TimelinePicture.of("Checks of fra1", SpecimenReport.observations(locations), marks);

        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(Overlaps.words(picture)).contains("1", "6", "fra1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5_000, 71_000, 600_000, 4_000_000, 90_000_000, 3_000_000_000L})
    @DisplayName("the axis has a handful of round times, whatever the span")
    void axis_ofAnySpan_isReadable(long millis) {
        Moment first = SpecimenReport.at(0);
        Moment last =
                new Moment(first.nanos() + millis * 1_000_000, first.wall().plusMillis(millis));
        List<Observation> seen = List.of(seen(Reason.EXPECTED, first), seen(Reason.REFUSED, last));

        Picture picture = TimelinePicture.of("Checks", seen, List.of());

        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(Overlaps.words(picture))
                .filteredOn(word -> word.matches("\\d\\d:\\d\\d:\\d\\d.*"))
                .hasSizeBetween(millis < 100 ? 0 : 1, 7);
    }

    @Test
    void outcomes_lookDifferent_withoutColourToo() {
        List<Observation> seen = List.of(
                seen(Reason.EXPECTED, SpecimenReport.at(0)),
                seen(Reason.REFUSED, SpecimenReport.at(10)),
                seen(Reason.LOCAL_TROUBLE, SpecimenReport.at(20)));

        Picture picture = TimelinePicture.of("Checks", seen, List.of());

        double passed = height(picture, Ink.GOOD);
        double failed = height(picture, Ink.BAD);
        assertThat(failed).isGreaterThan(passed);
        assertThat(picture.description()).isEqualTo("fra1: 3 checks, 1 passed, 1 failed, 1 said nothing.");
    }

    @Test
    @DisplayName("a step of the wall clock does not tear the picture apart")
    void wallClockStep_keepsDistances() {
        Moment first = SpecimenReport.at(0);
        Moment stepped = new Moment(SpecimenReport.at(10).nanos(), first.wall().minusSeconds(3600));

        Picture picture = TimelinePicture.of(
                "Checks", List.of(seen(Reason.EXPECTED, first), seen(Reason.REFUSED, stepped)), List.of());

        assertThat(Overlaps.of(picture)).isEmpty();
        assertThat(Overlaps.flat(picture.shapes())
                        .filter(shape -> shape instanceof Shape.Box box && box.fill() == Ink.BAD)
                        .map(shape -> ((Shape.Box) shape).corner().x()))
                .anyMatch(x -> x > 550);
    }

    @Test
    void moreLocationsThanFit_areBounded() {
        List<Observation> seen = IntStream.range(0, 100)
                .mapToObj(i -> new Observation(
                        "www",
                        "fra1",
                        "location" + (1000 + i),
                        ProbeResult.of(Reason.EXPECTED, "", Timings.total(Duration.ofMillis(1))),
                        SpecimenReport.at(i),
                        0))
                .toList();

        Picture picture = TimelinePicture.of("Checks", seen, List.of());

        assertThat(Overlaps.words(picture)).contains("location1039").doesNotContain("location1040");
        assertThatIllegalArgumentException().isThrownBy(() -> TimelinePicture.of("Checks", List.of(), List.of()));
    }

    private static double height(Picture picture, Ink ink) {
        return Overlaps.flat(picture.shapes())
                .filter(shape -> shape instanceof Shape.Box box && box.fill() == ink)
                .mapToDouble(shape -> ((Shape.Box) shape).height())
                .findFirst()
                .orElseThrow();
    }

    private static Observation seen(Reason reason, Moment at) {
        return new Observation(
                "www", "fra1", "fra1", ProbeResult.of(reason, "", Timings.total(Duration.ofMillis(1))), at, 0);
    }
}
