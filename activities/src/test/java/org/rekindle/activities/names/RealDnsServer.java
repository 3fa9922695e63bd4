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

/** A real DNS server, the primary one of example.org, with a key that may update the addresses of some names. */
final class RealDnsServer implements AutoCloseable {

    /** Of the key {@code rekindle}, in base64. */
    static final String SECRET = "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==";

    /** The names in example.org that the key may update. */
    static final List<String> UPDATED = List.of("hub", "binder", "alias", "hub.apps", "raced", "tried", "new");

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
            tried A 198.51.100.1
            tried AAAA 2001:db8::1
            """;

    private final Process process;
    private final int port;

    private RealDnsServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A server's program and its settings. */
    interface Kind {

        String program();

        /**
         * Its settings, as it reads them.
         *
         * @param folder of its files, with the zone in {@code example.org.zone}
         */
        String configuration(Path folder, int port);

        /** Its arguments, for a foreground process that logs to its output. */
        List<String> arguments(Path configuration);

        default Optional<Path> find() {
            return RealDnsServer.find(program());
        }
    }

    /** @param folder for its files; must be empty */
    static RealDnsServer start(Kind kind, Path folder) throws IOException {
        int port = freePort();
        Path log = folder.resolve("server.log");
        Path configuration = folder.resolve("server.conf");
        Files.writeString(folder.resolve("example.org.zone"), ZONE);
        Files.writeString(configuration, kind.configuration(folder, port));
        String program = kind.find()
                .orElseThrow(() -> new IllegalStateException(kind.program() + " is missing: run lab/install-extras"))
                .toString();
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program), kind.arguments(configuration).stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RealDnsServer server = new RealDnsServer(process, port);
        Awaitility.await(kind.program() + " serves example.org")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .failFast(kind.program() + " has ended; its words are in " + log, () -> !process.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> server.ask("example.org.", Type.SOA).size() == 1);
        return server;
    }

    /** On the PATH, where Debian keeps servers, or in the cache folder. */
    private static Optional<Path> find(String program) {
        String home = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path cache = Path.of(System.getenv().getOrDefault("REKINDLE_CACHE", home + "/rekindle"));
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(Path::of),
                        Stream.of(Path.of("/usr/sbin"), cache.resolve("knot"), cache.resolve("bind9")))
                .map(folder -> folder.resolve(program))
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
