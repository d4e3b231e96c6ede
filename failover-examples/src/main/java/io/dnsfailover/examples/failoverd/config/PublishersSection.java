package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.dnsfailover.dns.powerdns.PowerDnsPublisherBuilder;
import io.dnsfailover.dns.rfc2136.Rfc2136PublisherBuilder;
import io.dnsfailover.dns.tsig.TsigAlgorithm;
import io.dnsfailover.dns.tsig.TsigKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code publishers}: the name servers that are told. */
final class PublishersSection {
    private static final List<String> TYPES = List.of("rfc2136", "powerdns", "hidden-primary", "file");
    private static final int MAX_BATCH = 1000;
    private static final int API_PORT = 8081;

    private static final PublisherSettings.Writing RFC2136_DEFAULTS = new PublisherSettings.Writing(
            Rfc2136PublisherBuilder.DEFAULT_OWNER,
            Rfc2136PublisherBuilder.DEFAULT_TIMEOUT,
            Rfc2136PublisherBuilder.DEFAULT_MAX_BATCH);
    private static final PublisherSettings.Writing POWERDNS_DEFAULTS = new PublisherSettings.Writing(
            PowerDnsPublisherBuilder.DEFAULT_OWNER,
            PowerDnsPublisherBuilder.DEFAULT_TIMEOUT,
            PowerDnsPublisherBuilder.DEFAULT_MAX_BATCH);

    /** Where files with secrets and certificates are looked for. */
    private final Path directory;

    private final Map<InetSocketAddress, Integer> lines = new HashMap<>();

    private PublishersSection(Path directory) {
        this.directory = directory;
    }

    static List<PublisherSettings> read(@Nullable Value section, Path directory) {
        List<Value> items = section == null ? null : section.items();
        if (items == null) {
            return List.of();
        }
        PublishersSection reader = new PublishersSection(directory);
        List<PublisherSettings> found = new ArrayList<>();
        for (Value item : items) {
            PublisherSettings settings = reader.publisher(item);
            if (settings != null) {
                found.add(settings);
            }
        }
        return List.copyOf(found);
    }

    private @Nullable PublisherSettings publisher(Value item) {
        Fields fields = item.fields();
        Value typeValue = fields == null ? null : fields.require("type");
        String type = typeValue == null ? null : typeValue.word(TYPES);
        if (fields == null) {
            return null;
        }
        if (type == null) {
            fields.allow(Keys.anyPublisher());
            return null;
        }
        return checked(item, settings(type, fields));
    }

    private @Nullable PublisherSettings settings(String type, Fields fields) {
        return switch (type) {
            case "powerdns" -> powerDns(fields);
            case "hidden-primary" -> new ZonePublishers(directory, this::key).primary(fields);
            case "file" -> new ZonePublishers(directory, this::key).file(fields);
            default -> rfc2136(fields);
        };
    }

    private @Nullable PublisherSettings rfc2136(Fields fields) {
        fields.allow(Keys.RFC2136);
        InetSocketAddress server = once(fields.require("server"), 53);
        Value keyValue = fields.require("key");
        KeySettings key = keyValue == null ? null : key(keyValue);
        PublisherSettings.Writing writing = writing(fields, RFC2136_DEFAULTS);
        return server == null || key == null || writing == null ? null : new Rfc2136Settings(server, key, writing);
    }

    private @Nullable PublisherSettings powerDns(Fields fields) {
        fields.allow(Keys.POWERDNS);
        InetSocketAddress api = once(fields.require("api"), API_PORT);
        InetSocketAddress dns = address(fields.require("dns"), 53);
        SecretSource key = new SecretReader(directory).read(fields, "key", true);
        PowerDnsSettings.Privacy privacy = privacy(fields);
        PublisherSettings.Writing writing = writing(fields, POWERDNS_DEFAULTS);
        return api == null || dns == null || key == null || privacy == null || writing == null
                ? null
                : new PowerDnsSettings(api, dns, key, privacy, writing);
    }

    private PowerDnsSettings.@Nullable Privacy privacy(Fields fields) {
        Value tlsValue = fields.get("tls");
        String tls = tlsValue == null ? null : tlsValue.text();
        Value fileValue = fields.get("certificate-file");
        if (fileValue != null && tlsValue == null) {
            fileValue.wrong("is of use with tls only");
        }
        AuthorityFile authority = fileValue == null || tlsValue == null ? null : authority(fileValue);
        Value clearValue = fields.get("clear-text");
        Boolean clearText = clearValue == null ? Boolean.FALSE : clearValue.truth();
        boolean unread = (tls == null && tlsValue != null) || (authority == null && fileValue != null);
        return unread || clearText == null ? null : new PowerDnsSettings.Privacy(tls, authority, clearText);
    }

    private @Nullable AuthorityFile authority(Value value) {
        String name = value.text();
        try {
            return name == null ? null : AuthorityFile.read(directory, name);
        } catch (IOException e) {
            value.wrong("cannot be read: " + YamlDocument.why(e));
        } catch (InvalidPathException e) {
            value.wrong("is not the name of a file");
        } catch (IllegalArgumentException e) {
            value.wrong(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static PublisherSettings.@Nullable Writing writing(Fields fields, PublisherSettings.Writing defaults) {
        Value ownerValue = fields.get("owner");
        String owner = ownerValue == null ? defaults.owner() : ownerValue.text();
        Value timeoutValue = fields.get("timeout");
        Duration timeout = timeoutValue == null ? defaults.timeout() : timeoutValue.duration();
        Value batchValue = fields.get("max-batch");
        Integer maxBatch =
                batchValue == null ? Integer.valueOf(defaults.maxBatch()) : batchValue.wholeNumber(1, MAX_BATCH);
        return owner == null || timeout == null || maxBatch == null
                ? null
                : new PublisherSettings.Writing(owner, timeout, maxBatch);
    }

    /** The publisher itself knows its rules best. */
    private static @Nullable PublisherSettings checked(Value item, @Nullable PublisherSettings settings) {
        if (settings == null) {
            return null;
        }
        try {
            settings.check();
            return settings;
        } catch (IllegalArgumentException e) {
            item.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable InetSocketAddress address(@Nullable Value value, int port) {
        return value == null ? null : value.read(text -> Places.addressAndPort(text, port));
    }

    /** The address of a server that no publisher before has. */
    private @Nullable InetSocketAddress once(@Nullable Value value, int port) {
        InetSocketAddress server = address(value, port);
        if (value != null && server != null) {
            Integer first = lines.putIfAbsent(server, value.position().line());
            if (first != null) {
                value.wrong("is the server of the publisher in line " + first);
            }
        }
        return server;
    }

    private @Nullable KeySettings key(Value value) {
        Fields fields = value.fields(Keys.KEY);
        if (fields == null) {
            return null;
        }
        Value nameValue = fields.require("name");
        Value algorithmValue = fields.require("algorithm");
        Value fileValue = fields.require("secret-file");
        String name = nameValue == null ? null : nameValue.text();
        TsigAlgorithm algorithm = algorithmValue == null ? null : algorithmValue.read(TsigAlgorithm::of);
        String file = fileValue == null ? null : fileValue.text();
        if (fileValue == null || file == null) {
            return null;
        }
        try {
            Path path = directory.resolve(file);
            HashCode content = Hashing.sha256().hashBytes(Files.readAllBytes(path));
            return name == null || algorithm == null
                    ? null
                    : new KeySettings(TsigKey.read(path, name, algorithm.toString()), file, content);
        } catch (IOException e) {
            fileValue.wrong("cannot be read: " + YamlDocument.why(e));
        } catch (InvalidPathException e) {
            fileValue.wrong("is not the name of a file");
        } catch (IllegalArgumentException e) {
            fileValue.wrong(String.valueOf(e.getMessage()));
        }
        return null;
    }
}
