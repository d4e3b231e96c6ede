package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.1/24",
                "192.0.2.0/-1",
                "192.0.2.0/+8",
                "2001:db8::/129",
                "1/8",
                "www.example.com.",
                "www.example.com./8"
            })
    void of_whatIsNone_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressPrefix.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "2001:db8::/33, 2001:db8:8000::, false",
        "2001:db8::/33, 2001:db8:7fff::1, true"
    })
    void contains_comparesTheBitsOfThePrefix(String prefix, String address, boolean expected) throws Exception {
        assertThat(AddressPrefix.of(prefix).contains(InetAddress.getByName(address)))
                .isEqualTo(expected);
    }
}
