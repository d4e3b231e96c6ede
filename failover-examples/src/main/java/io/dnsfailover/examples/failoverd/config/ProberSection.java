package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.Credential;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.probes.TlsAuthority;
import io.dnsfailover.probes.TlsIdentity;
import io.dnsfailover.spi.Secret;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code prober}: how fast checks may follow one another, where names may lead, credentials, authorities and client certificates. */
final class ProberSection {

    /** Reads something out of a file; throws {@link IllegalArgumentException} for what is wrong with it. */
    @FunctionalInterface
    private interface FileReader<T> {
        T read(Path file) throws IOException;
    }

    /** Where files are looked for. */
    private final Path directory;

    private ProberSection(Path directory) {
        this.directory = directory;
    }

    static ProberSettings read(@Nullable Value section, Path directory) {
        Fields fields = section == null ? null : section.fields(Keys.PROBER);
        if (fields == null) {
            return ProberSettings.NONE;
        }
        ProberSection reader = new ProberSection(directory);
        List<String> allow = new ArrayList<>();
        Value networks = fields.get("allow");
        for (Value item : networks == null ? List.<Value>of() : networks.itemOrItems()) {
            String network = item.read(ProberSection::network);
            if (network != null) {
                allow.add(network);
            }
        }
        return new ProberSettings(
                RateSettings.read(fields),
                List.copyOf(allow),
                reader.named(fields.get("credentials"), Keys.CREDENTIAL, reader::credential),
                reader.named(fields.get("authorities"), Keys.AUTHORITY, reader::authority),
                reader.named(fields.get("client-certificates"), Keys.CLIENT_CERTIFICATE, reader::certificate));
    }

    private static String network(String text) {
        AddressPolicy.publicOnly().allow(text);
        return text;
    }

    /** Reads one item of a list; null when it has mistakes. */
    @FunctionalInterface
    private interface ItemReader<T> {
        @Nullable
        T read(Fields fields);
    }

    private <T> Map<String, T> named(@Nullable Value section, Keys keys, ItemReader<T> reader) {
        Map<String, T> found = new LinkedHashMap<>();
        List<Value> items = section == null ? null : section.items();
        for (Value item : items == null ? List.<Value>of() : items) {
            Fields fields = item.fields(keys);
            Value nameValue = fields == null ? null : fields.require("name");
            String name = nameValue == null ? null : nameValue.text();
            T read = fields == null ? null : reader.read(fields);
            if (nameValue != null && name != null && read != null && found.putIfAbsent(name, read) != null) {
                nameValue.wrong("is the name of another one: names must be unique");
            }
        }
        return found;
    }

    private ProberSettings.@Nullable CredentialSettings credential(Fields fields) {
        Value userValue = fields.get("user");
        String user = userValue == null ? "" : userValue.text();
        Value file = fields.require("secret-file");
        Credential credential = user == null
                ? null
                : content(
                        file,
                        path -> userValue == null
                                ? Credential.bearer(Secret.read(path))
                                : Credential.basic(user, Secret.read(path)));
        return credential == null || user == null
                ? null
                : new ProberSettings.CredentialSettings(user, text(file), credential);
    }

    private ProberSettings.@Nullable FileSettings<TlsAuthority> authority(Fields fields) {
        Value file = fields.require("certificate-file");
        TlsAuthority authority = content(file, TlsAuthority::pem);
        return authority == null ? null : new ProberSettings.FileSettings<>(text(file), "", authority);
    }

    private ProberSettings.@Nullable FileSettings<TlsIdentity> certificate(Fields fields) {
        Value file = fields.require("certificate-file");
        Value key = fields.require("key-file");
        TlsAuthority chain = content(file, TlsAuthority::pem);
        TlsIdentity identity = chain == null ? null : content(key, path -> TlsIdentity.pem(path(text(file)), path));
        return identity == null ? null : new ProberSettings.FileSettings<>(text(file), text(key), identity);
    }

    private Path path(String file) {
        return directory.resolve(file);
    }

    private static String text(@Nullable Value value) {
        String text = value == null ? null : value.text();
        return text == null ? "" : text;
    }

    private <T> @Nullable T content(@Nullable Value file, FileReader<T> reader) {
        String name = file == null ? null : file.text();
        if (file == null || name == null) {
            return null;
        }
        try {
            return reader.read(path(name));
        } catch (IOException e) {
            file.wrong("cannot be read: " + YamlDocument.why(e));
        } catch (InvalidPathException e) {
            file.wrong("is not the name of a file");
        } catch (IllegalArgumentException e) {
            file.wrong(String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** Says of a probe that names what is not there that it does. */
    static void references(ProberSettings settings, Value item, FailoverPolicy policy) {
        ProbeSpec spec = policy.probe();
        if (spec instanceof HttpProbe http) {
            reference(
                    item,
                    "credential",
                    settings.credentials(),
                    http.request().credential().orElse(null));
            reference(
                    item,
                    "authority",
                    settings.authorities(),
                    http.transport().authority().orElse(null));
            reference(
                    item,
                    "client-certificate",
                    settings.clientCertificates(),
                    http.transport().clientCertificate().orElse(null));
        }
    }

    private static void reference(Value item, String key, Map<String, ?> known, @Nullable String name) {
        if (name != null && !known.containsKey(name)) {
            item.wrong("its probe has the " + key + " '" + name + "', which the prober does not have: " + "there "
                    + (known.isEmpty() ? "is none" : "are " + String.join(", ", known.keySet())));
        }
    }
}
