package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
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
    private static final List<String> TYPES = List.of("rfc2136");

    /** Where {@code secret-file} is looked for. */
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
        Fields fields = item.fields(Keys.RFC2136);
        Value type = fields == null ? null : fields.require("type");
        if (fields == null || (type != null && type.word(TYPES) == null)) {
            return null;
        }
        InetSocketAddress server = server(fields.require("server"));
        Value keyValue = fields.require("key");
        KeySettings key = keyValue == null ? null : key(keyValue);
        Value ownerValue = fields.get("owner");
        String owner = ownerValue == null ? Rfc2136PublisherBuilder.DEFAULT_OWNER : ownerValue.text();
        Value timeoutValue = fields.get("timeout");
        Duration timeout = timeoutValue == null ? Rfc2136PublisherBuilder.DEFAULT_TIMEOUT : timeoutValue.duration();
        if (server == null || key == null || owner == null || timeout == null) {
            return null;
        }
        return checked(item, new PublisherSettings(server, key, owner, timeout));
    }

    /** The publisher itself knows its rules best. */
    private static @Nullable PublisherSettings checked(Value item, PublisherSettings settings) {
        try {
            settings.publisher().close();
            return settings;
        } catch (IllegalArgumentException e) {
            item.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable InetSocketAddress server(@Nullable Value value) {
        InetSocketAddress server = value == null ? null : value.read(text -> Places.addressAndPort(text, 53));
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
