package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KnownChainsTest {
    private static final long NOW = Long.MAX_VALUE - 10; // the clock may overflow

    private static X509Certificate valid;
    private static X509Certificate expired;

    private final KnownChains known = new KnownChains();

    @BeforeAll
    static void certificates() throws Exception {
        valid = read(VALID);
        expired = read(EXPIRED);
    }

    private static X509Certificate read(String base64) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
    }

    private static X509Certificate[] chain(X509Certificate... chain) {
        return chain;
    }

    @Test
    @DisplayName("what was accepted is known for ten minutes, and nothing before")
    void accepted_isKnownForAWhile() {
        X509Certificate[] chain = chain(valid);
        String key = KnownChains.key(chain, "www.example.com", "kind");

        assertThat(known.isKnown(key, chain, NOW)).isFalse();
        known.accepted(key, NOW);

        assertThat(known.isKnown(key, chain, NOW)).isTrue();
        assertThat(known.isKnown(key, chain, NOW + KnownChains.KNOWN_NANOS - 1)).isTrue();
        assertThat(known.isKnown(key, chain, NOW + KnownChains.KNOWN_NANOS)).isFalse();
    }

    @Test
    @DisplayName("another name, kind, order or certificate is another key")
    void key_isAllThatAVerdictDependsOn() {
        assertThat(KnownChains.key(chain(valid, expired), "a", "k"))
                .isEqualTo(KnownChains.key(chain(valid, expired), "a", "k"))
                .isNotEqualTo(KnownChains.key(chain(expired, valid), "a", "k"))
                .isNotEqualTo(KnownChains.key(chain(valid), "a", "k"))
                .isNotEqualTo(KnownChains.key(chain(valid, expired, expired), "a", "k"))
                .isNotEqualTo(KnownChains.key(chain(valid, expired), "b", "k"))
                .isNotEqualTo(KnownChains.key(chain(valid, expired), "a", "l"));
    }

    @Test
    @DisplayName("a chain with a certificate that is not valid now is looked at again each time")
    void dates_areLookedAtEachTime() {
        X509Certificate[] chain = chain(valid, expired);
        String key = KnownChains.key(chain, "a", "k");
        known.accepted(key, NOW);

        assertThat(known.isKnown(key, chain, NOW)).isFalse();
    }

    @Test
    void noKey_isNeverKnown() {
        known.accepted(null, NOW);

        assertThat(known.isKnown(null, chain(valid), NOW)).isFalse();
    }

    @Test
    @DisplayName("the longest unused are forgotten when there are too many")
    void many_areBounded() {
        X509Certificate[] chain = chain(valid);
        for (int i = 0; i < 20_000; i++) {
            known.accepted("key " + i, NOW);
        }

        assertThat(known.isKnown("key 0", chain, NOW)).isFalse();
        assertThat(known.isKnown("key 19999", chain, NOW)).isTrue();
    }

    /** Signed by itself, for a hundred years from 2026. */
    private static final String VALID = """
        MIIBMDCB16ADAgECAghLRTofHLSVeDAKBggqhkjOPQQDAjAMMQowCAYDVQQDEwF2MCAXDTI2MTEy
        NzAxMDAyN1oYDzIxMjYxMTAzMDEwMDI3WjAMMQowCAYDVQQDEwF2MFkwEwYHKoZIzj0CAQYIKoZI
        zj0DAQcDQgAEMu0U5XIBLaGNepr41rfmKgnWu7VUfu8qwyItzTWuhsA7Jq+yKzrr+8j4445Pr6D7
        oHzNNtFcxzbq4dItS/QXsKMhMB8wHQYDVR0OBBYEFFWn+aCcaA3SPAFzSnFKPvIna6XiMAoGCCqG
        SM49BAMCA0gAMEUCIHAJ9OZQRFU2+tslwy783ZKNUTvgwIvu1KtEMaN4pjHZAiEAzWHl8BtZJZ/X
        lHKMcUixOrXWS4AzewEXCCKzjTPD0iA=
        """;

    /** Signed by itself, for a day of 2020. */
    private static final String EXPIRED = """
        MIIBLzCB1aADAgECAggUtyJY3cFGoTAKBggqhkjOPQQDAjAMMQowCAYDVQQDEwFlMB4XDTIwMDEw
        MTAwMDAwMFoXDTIwMDEwMjAwMDAwMFowDDEKMAgGA1UEAxMBZTBZMBMGByqGSM49AgEGCCqGSM49
        AwEHA0IABIlJVgfDWNo622ZTS1HRl6JRN14801MAk6RIcwhjEe6+M/C3VNqAPIskt36rOjeqFNUq
        /utnjH4r4joc0vHCrAyjITAfMB0GA1UdDgQWBBSY7EVEHEmRGralNwpNyn1mZ3jQeTAKBggqhkjO
        PQQDAgNJADBGAiEAr1JoZRlBeiwVUWaImtotQLRvjwTd7B/J5Cl0klOtbDECIQCOwULblpwx6BCG
        EP+E37KSXvzmaqkEDBqmBLtTJZhS6Q==
        """;
}
