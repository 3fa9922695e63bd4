// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** A real Knot DNS, the primary server of example.org, with a key that may update the addresses of some names. */
final class KnotDns implements AutoCloseable {

    static final String SECRET = "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==";

    private static final String ZONE = """
            $ORIGIN example.org.
            $TTL 300
            @ SOA ns1 admin 1 300 300 300 60
            @ NS ns1
            ns1 A 127.0.0.1
            hub 120 A 198.51.100.1
            hub 120 AAAA 2001:db8::1
            alias CNAME lb.example.net.
            *.apps A 198.51.100.1
            www A 198.51.100.1
            raced A 198.51.100.1
            """;

    private final Process process;
    private final int port;

    private KnotDns(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder for its files; must be empty */
    static KnotDns start(Path folder) throws IOException {
        int port = freePort();
        Files.createDirectory(folder.resolve("database"));
        Files.writeString(folder.resolve("example.org.zone"), ZONE);
        Files.writeString(folder.resolve("knot.conf"), configuration(folder, port));
        Process process = new ProcessBuilder(
                        find().orElseThrow(() -> new IllegalStateException(
                                        "Knot DNS (knotd) is missing: run lab/install-extras"))
                                .toString(),
                        "--config",
                        folder.resolve("knot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("knot.log").toFile())
                .start();
        KnotDns server = new KnotDns(process, port);
        Awaitility.await("Knot DNS serves example.org")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .failFast(
                        "Knot DNS has ended; its words are in " + folder.resolve("knot.log"), () -> !process.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> server.ask("example.org.", Type.SOA).size() == 1);
        return server;
    }

    private static String configuration(Path folder, int port) {
        return """
                server:
                    rundir: FOLDER
                    listen: 127.0.0.1@PORT
                database:
                    storage: FOLDER/database
                log:
                  - target: stdout
                    any: info
                key:
                  - id: rekindle
                    algorithm: hmac-sha256
                    secret: SECRET
                acl:
                  - id: rekindle
                    key: rekindle
                    action: update
                    update-type: [A, AAAA]
                    update-owner: name
                    update-owner-match: equal
                    update-owner-name: [hub, binder, alias, hub.apps, raced]
                zone:
                  - domain: example.org
                    storage: FOLDER
                    file: example.org.zone
                    acl: rekindle
                """.replace("FOLDER", folder.toString())
                .replace("PORT", String.valueOf(port))
                .replace("SECRET", SECRET);
    }

    /** On the PATH, where Debian keeps servers, or in the cache folder. */
    static Optional<Path> find() {
        String home = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path cache = Path.of(System.getenv().getOrDefault("REKINDLE_CACHE", home + "/rekindle"));
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", cache.resolve("knot").toString()))
                .map(folder -> Path.of(folder, "knotd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Its records of a name, as a zone file has them. */
    List<String> ask(String name, int type) throws IOException {
        SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Message answer = resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), type, DClass.IN)));
        if (answer.getHeader().getRcode() != Rcode.NOERROR && answer.getHeader().getRcode() != Rcode.NXDOMAIN) {
            throw new IOException(Rcode.string(answer.getHeader().getRcode()));
        }
        return answer.getSection(Section.ANSWER).stream()
                .map(record -> record.toString().replaceAll("\\s+", " "))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
