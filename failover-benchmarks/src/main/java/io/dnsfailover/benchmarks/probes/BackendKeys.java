package io.dnsfailover.benchmarks.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys for the backend: a certificate for {@value #NAME}, and the authority that has signed it.
 *
 * @param store the backend's key store
 * @param authority the authority's certificate, as PEM
 */
record BackendKeys(Path store, Path authority) {
    static final String NAME = "backend.example";
    static final String PASSWORD = "measuring";

    /**
     * Makes them, with the JDK's keytool.
     *
     * @param directory where to
     * @param rsa whether they are of RSA with 2048 bits; else of P-256
     */
    static BackendKeys make(Path directory, boolean rsa) throws IOException, InterruptedException {
        Path store = directory.resolve("backend.p12");
        Path root = directory.resolve("authority.p12");
        Path request = directory.resolve("backend.csr");
        Path signed = directory.resolve("backend.pem");
        Path authority = directory.resolve("authority.pem");
        List<String> keys = rsa
                ? List.of("-keyalg", "RSA", "-keysize", "2048")
                : List.of("-keyalg", "EC", "-groupname", "secp256r1");
        keytool(root, "ca", "-genkeypair", join(keys, "-dname", "CN=authority", "-ext", "bc:c"));
        keytool(store, "b", "-genkeypair", join(keys, "-dname", "CN=" + NAME));
        keytool(store, "b", "-certreq", List.of("-file", request.toString()));
        keytool(
                root,
                "ca",
                "-gencert",
                List.of(
                        "-rfc",
                        "-infile",
                        request.toString(),
                        "-outfile",
                        signed.toString(),
                        "-ext",
                        "SAN=dns:" + NAME,
                        "-ext",
                        "EKU=serverAuth"));
        keytool(root, "ca", "-exportcert", List.of("-rfc", "-file", authority.toString()));
        keytool(store, "ca", "-importcert", List.of("-noprompt", "-file", authority.toString()));
        keytool(store, "b", "-importcert", List.of("-noprompt", "-file", signed.toString()));
        return new BackendKeys(store, authority);
    }

    private static List<String> join(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private static void keytool(Path store, String alias, String command, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/keytool",
                command,
                "-alias",
                alias,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12"));
        all.addAll(arguments);
        Path log = Files.createTempFile("keytool", ".log");
        Process keytool = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(log));
        }
        Files.delete(log);
    }
}
