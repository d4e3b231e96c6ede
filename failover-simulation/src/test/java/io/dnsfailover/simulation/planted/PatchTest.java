package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static final String HEADER = """
            What is wrong.
            --- a/one.txt
            +++ b/one.txt
            @@ -7,3 +7,3 @@
            """;

    @Test
    @DisplayName("A hunk replaces its lines wherever they stand")
    void applyTo_linesThatStandOnce_replacesThem() {
        Patch patch = patch(" a\n-b\n+B\n+C\n c\n");

        String changed = patch.applyTo("one.txt", "x\na\nb\nc\nz\n");

        assertThat(changed).isEqualTo("x\na\nB\nC\nc\nz\n");
    }

    @Test
    void applyTo_anotherFile_leavesItAlone() {
        Patch patch = patch("-b\n+B\n");

        assertThat(patch.applyTo("two.txt", "b\n")).isEqualTo("b\n");
    }

    @Test
    void applyTo_linesThatAreGone_saysWhich() {
        Patch patch = patch(" a\n-b\n+B\n");

        assertThatThrownBy(() -> patch.applyTo("one.txt", "a\nsomething else\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one.txt no longer holds")
                .hasMessageContaining("a\nb\n");
    }

    @Test
    void applyTo_linesThatStandTwice_refuses() {
        Patch patch = patch("-b\n+B\n");

        assertThatThrownBy(() -> patch.applyTo("one.txt", "b\nb\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than once");
    }

    @Test
    void parse_noHunk_refuses() {
        assertThatThrownBy(() -> Patch.parse(List.of("just words")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("changes nothing");
    }

    @Test
    void parse_hunkThatOnlyAdds_refuses() {
        assertThatThrownBy(() -> patch("+B\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("changes nothing that is there");
    }

    @Test
    void parse_lineThatIsNoHunk_refuses() {
        assertThatThrownBy(() -> patch("-b\n+B\nwords\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words");
    }

    private static Patch patch(String hunk) {
        return Patch.parse((HEADER + hunk).lines().toList());
    }
}
