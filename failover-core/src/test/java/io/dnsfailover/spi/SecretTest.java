package io.dnsfailover.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @Test
    void toString_showsNothing() {
        assertThat(Secret.of("canary")).hasToString("(secret not shown)").isEqualTo(Secret.of("canary"));
        assertThat(Secret.of("canary").hashCode()).isEqualTo(Secret.of("other").hashCode());
        assertThat(Secret.of("canary")).isNotEqualTo(Secret.of("canarx"));
    }

    @Test
    void read_takesTheLineBreakOff(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), " c\u00e4nary \r\n");

        assertThat(Secret.read(file).reveal()).isEqualTo(" c\u00e4nary ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "canary\ncanary\n", "canary\u0000"})
    void read_ofAFileWithoutASecret_namesTheFileAndNotWhatItHolds(String content, @TempDir Path directory)
            throws IOException {
        Path file = Files.writeString(directory.resolve("password"), content);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.read(file))
                .withMessageStartingWith(file + ": a secret ")
                .withMessageNotContaining("canary");
    }

    @Test
    void read_ofALargeOrBinaryFile_isRefused(@TempDir Path directory) throws IOException {
        Path large = Files.writeString(directory.resolve("large"), "canary".repeat(10_000));
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 'a'});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.read(large))
                .withMessageContaining("4096 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.read(binary))
                .withMessageContaining("UTF-8");
    }

    @Test
    void hideIn_hidesTheSecretAndItsBase64() {
        assertThat(Secret.of("canary").hideIn("535 canary Y2FuYXJ5 no"))
                .isEqualTo("535 (secret not shown) (secret not shown) no");
    }
}
