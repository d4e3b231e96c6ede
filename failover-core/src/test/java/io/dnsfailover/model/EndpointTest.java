package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final Target TARGET = Target.parse("192.0.2.10");

    @Test
    void of_target_isCalledByItsCanonicalForm() {
        assertThat(Endpoint.of("192.0.2.10")).isEqualTo(new Endpoint("192.0.2.10", TARGET, 0));
        assertThat(Endpoint.of("2001:DB8::0:1").id()).isEqualTo("2001:db8::1");
        assertThat(Endpoint.of("Www.example.com.").id()).isEqualTo("Www.example.com.");
        assertThat(Endpoint.of("*.example.com.").id()).isEqualTo("*.example.com.");
    }

    @Test
    void named_andOnPort_changeOneThing() {
        Endpoint endpoint = Endpoint.of("192.0.2.10").named("main").onPort(8443);

        assertThat(endpoint).isEqualTo(new Endpoint("main", TARGET, 8443));
        assertThat(endpoint.named("other")).isEqualTo(new Endpoint("other", TARGET, 8443));
    }

    @Test
    void toString_saysTheTargetOnce() {
        assertThat(Endpoint.of("192.0.2.10")).hasToString("192.0.2.10");
        assertThat(Endpoint.of("192.0.2.10").onPort(80)).hasToString("192.0.2.10 port 80");
        assertThat(Endpoint.of("192.0.2.10").named("main")).hasToString("main (192.0.2.10)");
        assertThat(Endpoint.of("192.0.2.10").named("main").onPort(80)).hasToString("main (192.0.2.10 port 80)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "0", "9", "z", "A", ".", ":", "-", "_", "us-east.1:a_b", "*.example.com."})
    void id_allowed_isKept(String id) {
        assertThat(new Endpoint(id, TARGET, 0).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a@b", "a[b", "a`b", "a{b", "a;b", "a\"b", "\u00e9", "a\nb"})
    void id_withAnotherCharacter_isRefusedAndShownEscaped(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint(id, TARGET, 0))
                .withMessageStartingWith("endpoint id '" + Printable.of(id) + "' must have 1 to 255");
    }

    @Test
    @DisplayName("* stands for the whole record in orders and events, so no endpoint may be called that")
    void id_star_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("*", TARGET, 0));
    }

    @Test
    void id_length_endsAt255() {
        assertThat(new Endpoint("a".repeat(255), TARGET, 0).id()).hasSize(255);
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("a".repeat(256), TARGET, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void port_outOfRange_isRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoint("a", TARGET, port))
                .withMessage("endpoint 'a': port %s is not in 1 to 65535", port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65535})
    void port_inRange_isKept(int port) {
        assertThat(new Endpoint("a", TARGET, port).port()).isEqualTo(port);
    }
}
