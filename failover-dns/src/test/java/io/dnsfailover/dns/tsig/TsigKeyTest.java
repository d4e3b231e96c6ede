package io.dnsfailover.dns.tsig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TsigKeyTest {
    private static final String SECRET = "VGhpcyBtdXN0IG5ldmVyIGJlIHNob3duIGFueXdoZXJl";

    @TempDir
    private Path directory;

    @Test
    void of_nameWithoutFinalDot_isAbsolute() {
        TsigKey key = TsigKey.of("ddns", SECRET);

        assertThat(key.name()).isEqualTo(DnsName.of("ddns."));
        assertThat(key.algorithm()).isEqualTo(TsigAlgorithm.HMAC_SHA256);
        assertThat(key).hasToString("ddns. (hmac-sha256, secret not shown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-sha224", "hmac-sha256", "HMAC-SHA384", "hmac-sha512."})
    void of_strongAlgorithm_isAccepted(String algorithm) {
        assertThat(TsigKey.of("ddns.", algorithm, SECRET).signer()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac-md5", "hmac-md5.sig-alg.reg.int", "hmac-sha1", "", "sha256", "hmac-sha256-128"})
    void of_otherAlgorithm_isRefused(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.of("ddns.", algorithm, SECRET))
                .withMessageContaining("is not an algorithm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"VGhpcyBtdXN0IG5ldmVy!IGJlIHNob3du", "VGhpcyBtdXN0", "", "VGhpcyBtdXN0IG5ldmVyIGJlIHNob3duA"})
    void of_badSecret_isRefusedUnseen(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.of("ddns.", secret))
                .withMessageContaining("the secret of a TSIG key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("VGhpc"))
                .withNoCause();
    }

    @Test
    void read_secretAlone_takesNameAndAlgorithmFromTheCaller() throws Exception {
        Path file = write("  " + SECRET + "\n\n");

        TsigKey key = TsigKey.read(file, "ddns", "hmac-sha512");

        assertThat(key).hasToString("ddns. (hmac-sha512, secret not shown)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.read(file))
                .withMessageContaining("name and the algorithm of the key are missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key \"ddns.\" {\n\talgorithm hmac-sha384;\n\tsecret \"%s\";\n};\n",
                "key ddns {algorithm \"hmac-sha384\";secret %s;}",
                "// made by hand\n# twice\nkey \"ddns\" { secret \"%s\"; algorithm HMAC-SHA384; };",
                "# hmac-sha384:ddns:%1$s\nkey:\n- id: ddns\n  algorithm: hmac-sha384\n  secret: %1$s\n",
                "key:\n  - id: \"ddns.\"\n    algorithm: hmac-sha384\n    secret: \"%s\"\n",
            })
    void read_keyOfBindOrKnot_isRead(String format) throws Exception {
        Path file = write(format.formatted(SECRET));

        assertThat(TsigKey.read(file)).hasToString("ddns. (hmac-sha384, secret not shown)");
        assertThat(TsigKey.read(file, "DDNS", "hmac-sha384").name()).isEqualTo(DnsName.of("ddns."));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.read(file, "other", "hmac-sha384"))
                .withMessageContaining("holds the key ddns. (hmac-sha384), not other. (hmac-sha384)");
        assertThatIllegalArgumentException().isThrownBy(() -> TsigKey.read(file, "ddns", "hmac-sha256"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# %s",
                "%s\n%s",
                "key \"%s\" { algorithm hmac-sha256; };",
                "key \"ddns\" { secret \"%s\"; };",
                "key \"ddns\" { algorithm \"%s\"; secret \"hmac-sha256\"; };",
                "key \"%s==\" { algorithm hmac-sha256; secret \"ddns\"; };",
                "key \"ddns\" { algorithm hmac-md5; secret \"%s\"; };",
                "key \"ddns\" { algorithm hmac-sha256; secret \"%s\"; secret \"%s\"; };",
                "key \"a\" { algorithm hmac-sha256; secret \"%1$s\"; }; key \"b\" { algorithm hmac-sha256; secret \"%1$s\"; };",
                "key:\n- id: ddns\n  secret: %s\n",
                "key:\n- id: a\n  algorithm: hmac-sha256\n  secret: %1$s\n- id: b\n  algorithm: hmac-sha256\n  secret: %1$s\n",
                "key { algorithm hmac-sha256; secret \"%s\"; };",
                "secret=%s",
                "%s!",
            })
    void read_anythingElse_isRefusedUnseen(String format) throws Exception {
        Path file = write(format.formatted(SECRET, SECRET));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.read(file, "ddns", "hmac-sha256"))
                .withMessageContaining("key file " + file)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET))
                .withNoCause();
    }

    @Test
    void read_hugeOrMissingFile_isRefused() throws Exception {
        Path huge = write("A".repeat(20_000));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TsigKey.read(huge, "ddns", "hmac-sha256"))
                .withMessageContaining("more than 16384 octets");
        assertThatThrownBy(() -> TsigKey.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("key"), text);
    }
}
