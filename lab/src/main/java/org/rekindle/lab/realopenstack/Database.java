// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ShortCommand;

/** A MariaDB of the lab's own: on SQLite Magnum locks itself out. */
final class Database implements AutoCloseable {
    static final List<String> SCHEMAS = List.of("keystone", "magnum");

    private static final Duration INSTALL = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String GET_IT =
            "Get it with lab/install-extras --openstack, or by this system's own means; no service of it has to run.";

    private final Service server;
    private final int port;
    private final String password;

    private Database(Service server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it with an empty database for each service.
     *
     * @param folder for its data; must be empty
     */
    static Database start(Path folder, int port, Path logs) throws IOException {
        // Part of another package in places, and missed by mariadb-install-db with a message that leads astray.
        program("my_print_defaults");
        String user = System.getProperty("user.name");
        Path data = folder.resolve("data");
        Files.createDirectories(folder);
        ShortCommand.run(
                "make MariaDB's own tables",
                List.of(
                        program("mariadb-install-db"),
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db"),
                Map.of(),
                logs.resolve("mariadb-install.log"),
                INSTALL);
        String password = UUID.randomUUID().toString();
        Path first = folder.resolve("first.sql");
        OwnerOnly.write(first, statements(password));
        Service server = Service.start(
                "mariadb",
                List.of(
                        program("mariadbd"),
                        "--no-defaults",
                        "--user=" + user,
                        "--datadir=" + data,
                        // Relative to its data: the path of a socket may have no more than 107 characters.
                        "--socket=socket",
                        "--pid-file=" + folder.resolve("pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--init-file=" + first,
                        // Its data are thrown away with the lab.
                        "--innodb-flush-log-at-trx-commit=0",
                        "--skip-log-bin",
                        "--innodb-buffer-pool-size=64M",
                        "--performance-schema=OFF",
                        "--max-connections=200"),
                Map.of(),
                logs);
        try {
            server.awaitReady(START, () -> accepts(port));
        } catch (RuntimeException failed) {
            server.close();
            throw failed;
        }
        return new Database(server, port, password);
    }

    /** How SQLAlchemy gets to a service's database. */
    String connection(String schema) {
        return "mysql+pymysql://" + schema + ":" + password + "@127.0.0.1:" + port + "/" + schema + "?charset=utf8";
    }

    @Override
    public void close() {
        server.close();
    }

    /** The server listens only when these have been carried out. */
    private static String statements(String password) {
        return SCHEMAS.stream()
                .map(schema -> "CREATE DATABASE " + schema + " CHARACTER SET utf8mb3;\nCREATE USER '" + schema
                        + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';\nGRANT ALL ON " + schema + ".* TO '" + schema
                        + "'@'127.0.0.1';\n")
                .collect(Collectors.joining());
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where a server's programs are that Debian keeps off an ordinary user's PATH. */
    private static String program(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + " here. " + GET_IT))
                .toString();
    }
}
