// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.rekindle.lab.cloud.http.CloudSession;
import org.rekindle.lab.cloud.identity.Catalogue;
import org.rekindle.lab.process.OwnerOnly;
import org.rekindle.lab.process.ShortCommand;

/** A real Keystone: Fernet tokens, its tables in MariaDB, served by waitress. */
final class IdentityServer implements AutoCloseable {
    static final String ADMIN = "admin";

    private static final Duration STEP = Duration.ofSeconds(90);
    private static final Duration START = Duration.ofSeconds(60);

    private final Service service;
    private final String url;
    private final String adminPassword;

    private IdentityServer(Service service, String url, String adminPassword) {
        this.service = service;
        this.url = url;
        this.adminPassword = adminPassword;
    }

    /** Makes its tables, keys and administrator, and starts it. */
    static IdentityServer start(PythonPackages python, Database database, Path folder, int port, Path logs)
            throws IOException {
        String url = "http://127.0.0.1:" + port + "/v3";
        Files.createDirectories(folder);
        for (String keys : List.of("fernet-keys", "credential-keys")) {
            Files.createDirectory(
                    folder.resolve(keys),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        OwnerOnly.write(folder.resolve("keystone.conf"), configuration(folder, database));
        String adminPassword = UUID.randomUUID().toString();
        manage(python, folder, logs, Map.of(), "db_sync");
        manage(python, folder, logs, Map.of(), "fernet_setup");
        manage(python, folder, logs, Map.of(), "credential_setup");
        // By the environment: every user of the machine can read arguments.
        manage(
                python,
                folder,
                logs,
                Map.of("OS_BOOTSTRAP_PASSWORD", adminPassword),
                "bootstrap",
                "--bootstrap-region-id",
                Catalogue.REGION,
                "--bootstrap-public-url",
                url,
                "--bootstrap-internal-url",
                url,
                "--bootstrap-admin-url",
                url);
        Path script = PackagedFiles.unpack("serve_wsgi.py", folder.resolve("serve_wsgi.py"));
        Service service = Service.start(
                "keystone",
                CleanEnvironment.without(List.of(
                        python.program("python"),
                        script.toString(),
                        "keystone.wsgi.api:application",
                        String.valueOf(port))),
                Map.of("OS_KEYSTONE_CONFIG_DIR", folder.toString()),
                logs);
        try {
            service.awaitOk(START, url);
        } catch (RuntimeException failed) {
            service.close();
            throw failed;
        }
        return new IdentityServer(service, url, adminPassword);
    }

    /** {@code http://127.0.0.1:port/v3}. */
    String url() {
        return url;
    }

    /** Its administrator, logged in. */
    CloudSession admin() {
        return CloudSession.login(url, ADMIN, adminPassword, ADMIN);
    }

    @Override
    public void close() {
        service.close();
    }

    private static void manage(
            PythonPackages python, Path folder, Path logs, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                python.program("keystone-manage"),
                "--config-file",
                folder.resolve("keystone.conf").toString()));
        command.addAll(Arrays.asList(arguments));
        if (arguments[0].endsWith("_setup")) {
            String user = System.getProperty("user.name");
            command.addAll(List.of("--keystone-user", user, "--keystone-group", group(folder)));
        }
        ShortCommand.run(
                "keystone-manage " + arguments[0],
                CleanEnvironment.without(command),
                environment,
                logs.resolve("keystone-manage.log"),
                STEP);
    }

    /** The name of this process's group, which its new files have. */
    private static String group(Path folder) {
        try {
            return Files.readAttributes(folder, PosixFileAttributes.class)
                    .group()
                    .getName();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the group of " + folder, unreadable);
        }
    }

    private static String configuration(Path folder, Database database) {
        return """
                [DEFAULT]
                use_stderr = true
                [database]
                connection = %s
                [token]
                provider = fernet
                expiration = 14400
                [fernet_tokens]
                key_repository = %s
                [fernet_receipts]
                key_repository = %s
                [credential]
                key_repository = %s
                [oslo_policy]
                enforce_scope = true
                """.formatted(
                        database.connection("keystone"),
                        folder.resolve("fernet-keys"),
                        folder.resolve("fernet-keys"),
                        folder.resolve("credential-keys"));
    }
}
