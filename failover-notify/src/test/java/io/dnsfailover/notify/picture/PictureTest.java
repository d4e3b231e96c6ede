package io.dnsfailover.notify.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.notify.picture.Shape.Anchor;
import io.dnsfailover.notify.picture.Shape.Area;
import io.dnsfailover.notify.picture.Shape.Box;
import io.dnsfailover.notify.picture.Shape.Disc;
import io.dnsfailover.notify.picture.Shape.Face;
import io.dnsfailover.notify.picture.Shape.Label;
import io.dnsfailover.notify.picture.Shape.Line;
import io.dnsfailover.notify.picture.Shape.Step;
import io.dnsfailover.notify.picture.Shape.Style;
import io.dnsfailover.notify.picture.Shape.Window;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {
    private static final Style TEXT = Style.of(12, Ink.TEXT, Face.PLAIN);

    private static final Picture ALL = new Picture(
            100,
            60,
            "Title <&>",
            "first\nsecond \"quoted\"",
            List.of(
                    new Box(new Point(10, 10), 20, 20, 3, Ink.BAD),
                    new Disc(new Point(60, 20), 8, Ink.GOOD, Ink.TEXT, 2),
                    new Disc(new Point(60, 20), 3, Ink.GROUND, Ink.TEXT, 0),
                    new Line(
                            List.of(
                                    Step.to(new Point(0, 0)),
                                    Step.bentTo(new Point(10, 20)),
                                    Step.to(new Point(10, 30))),
                            Ink.PATH,
                            2,
                            true),
                    new Window(
                            new Point(50, 30),
                            50,
                            30,
                            List.of(new Area(
                                    List.of(List.of(new Point(0, 0), new Point(100, 0), new Point(100, 60))),
                                    Ink.LAND,
                                    Ink.COAST))),
                    new Label(new Point(5, 50), "<b>&\"'</b>\u0007\u202e", TEXT),
                    new Label(new Point(95, 50), "end", TEXT.anchored(Anchor.END))));

    @ParameterizedTest
    @EnumSource(Theme.class)
    @DisplayName("the SVG is well-formed XML that refers to nothing and runs nothing")
    void svg_isWellFormedAndSelfContained(Theme theme) throws Exception {
        String svg = ALL.svg(theme);

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));

        assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 100 60");
        assertThat(document.getDocumentElement().getAttribute("aria-label")).isEqualTo("Title <&>");
        assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo(ALL.description());
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("<b>&\"'</b>??");
        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "href", "url(", "<script", "@import", " id=");
    }

    @Test
    @DisplayName("a picture for the reader's choice holds both colours, one for a ground only its own")
    void svg_ofATheme_hasItsColours() {
        assertThat(ALL.svg(Theme.AUTO))
                .contains("prefers-color-scheme:dark", Ink.BAD.hex(false), Ink.BAD.hex(true), "class=\"f-bad\"");
        assertThat(ALL.svg(Theme.LIGHT)).contains(Ink.BAD.hex(false)).doesNotContain(Ink.BAD.hex(true), "<style");
        assertThat(ALL.svg(Theme.DARK)).contains(Ink.BAD.hex(true)).doesNotContain(Ink.BAD.hex(false), "<style");
    }

    @Test
    void png_showsTheSameShapes() throws IOException {
        BufferedImage light = read(PngImage.of(ALL, false, 2));
        BufferedImage dark = read(PngImage.of(ALL, true, 1));

        assertThat(List.of(light.getWidth(), light.getHeight(), dark.getWidth()))
                .containsExactly(200, 120, 100);
        assertThat(colour(light, 40, 40)).isEqualTo(Ink.BAD.hex(false));
        assertThat(colour(dark, 20, 20)).isEqualTo(Ink.BAD.hex(true));
        assertThat(colour(light, 198, 2)).isEqualTo(Ink.GROUND.hex(false));
        assertThat(colour(light, 120, 40)).isEqualTo(Ink.GROUND.hex(false));
        assertThat(colour(light, 190, 90)).as("inside of the window").isEqualTo(Ink.LAND.hex(false));
        assertThat(colour(light, 98, 40)).as("the area ends at the window").isEqualTo(Ink.GROUND.hex(false));
    }

    @Test
    @DisplayName("a picture that would make a huge image is drawn smaller")
    void png_ofAHugePicture_isBounded() throws IOException {
        BufferedImage image = read(PngImage.of(new Picture(10, 20_000, "", "", List.of()), false, 4));

        assertThat(image.getHeight()).isEqualTo(PngImage.MAX_SIDE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PngImage.of(ALL, false, 5))
                .withMessageContaining("scale");
    }

    @Test
    void sizes_outsideTheirRanges_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Picture(0, 10, "", "", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Picture(10, 20_001, "", "", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line(List.of(Step.to(new Point(0, 0))), Ink.PATH, 1, false));
    }

    @Test
    void text_isCutToItsRoom() {
        assertThat(Lettering.fit("short", 100, 10, Face.PLAIN)).isEqualTo("short");
        assertThat(Lettering.fit("a text that is much too long", 60, 10, Face.PLAIN))
                .endsWith("...");
        assertThat(Lettering.width(Lettering.fit("w".repeat(500), 60, 10, Face.MONO), 10, Face.MONO))
                .isLessThanOrEqualTo(60);
        assertThat(Lettering.fit("anything", 2, 10, Face.PLAIN)).isEmpty();
        assertThat(new Label(new Point(0, 0), "x".repeat(500), TEXT).text())
                .hasSize(200)
                .endsWith("...");
    }

    @Test
    @DisplayName("the finder of overlaps, which other tests rely on, finds them")
    void overlaps_areFound() {
        Picture heap = new Picture(
                100,
                50,
                "",
                "",
                List.of(
                        new Label(new Point(10, 20), "one text", TEXT),
                        new Label(new Point(20, 24), "another", TEXT),
                        new Label(new Point(80, 45), "sticks out", TEXT),
                        Line.straight(new Point(15, 0), new Point(15, 40), Ink.PATH, 2)));

        assertThat(Overlaps.of(heap)).hasSize(2);
        assertThat(Overlaps.crossed(heap)).hasSize(1);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String colour(BufferedImage image, int x, int y) {
        return String.format("#%06x", image.getRGB(x, y) & 0xffffff);
    }
}
