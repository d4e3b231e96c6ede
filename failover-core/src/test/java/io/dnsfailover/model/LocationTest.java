package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {
    @Test
    void of_isADomainOfItsOwn() {
        assertThat(Location.of("us-east.1_a")).isEqualTo(new Location("us-east.1_a", "us-east.1_a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:b", "*", "\u00e9", "a\n"})
    void word_withAnotherCharacter_isRefused(String word) {
        String rule = " '" + Printable.of(word) + "' must have 1 to 64 letters, digits, '.', '-' or '_'";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Location(word, "d"))
                .withMessage("location id" + rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Location("l", word))
                .withMessage("failure domain" + rule);
    }

    @Test
    void word_length_endsAt64() {
        assertThat(Location.of("a".repeat(64)).id()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> Location.of("a".repeat(65)));
    }

    @Test
    void compareTo_isById() {
        assertThat(new Location("a", "z")).isLessThan(new Location("b", "y"));
        assertThat(new Location("b", "y")).isGreaterThan(new Location("a", "z"));
    }
}
