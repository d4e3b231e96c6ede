package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.HashCode;
import io.dnsfailover.dns.tsig.TsigAlgorithm;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import java.util.Objects;

/** A TSIG key that was read from its file. Two are equal when the file says the same; the secret is never shown. */
public final class KeySettings {
    private final TsigKey key;
    private final String secretFile;
    private final HashCode content;

    KeySettings(TsigKey key, String secretFile, HashCode content) {
        this.key = key;
        this.secretFile = secretFile;
        this.content = content;
    }

    /**
     * The key.
     *
     * @return ready to sign
     */
    public TsigKey key() {
        return key;
    }

    DnsName name() {
        return key.name();
    }

    TsigAlgorithm algorithm() {
        return key.algorithm();
    }

    /** The file as the configuration names it. */
    String secretFile() {
        return secretFile;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySettings settings
                && name().equals(settings.name())
                && algorithm() == settings.algorithm()
                && secretFile.equals(settings.secretFile)
                && content.equals(settings.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name(), algorithm(), secretFile);
    }

    /** Name, algorithm and file, without the secret. */
    @Override
    public String toString() {
        return key + " from " + secretFile;
    }
}
