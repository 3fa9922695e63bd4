// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FleetFile;

/** The fleet files of {@code docs/examples} are valid where a site's own files lie beside them. */
final class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../docs/examples");

    /** What a site has beside its fleet file and nobody may publish. */
    private static final List<String> SECRETS = List.of("webhook.token", "hub.token", "secrets.yaml");

    /** What lies in the checkouts beside a fleet file. */
    private static final List<String> PROGRAMS =
            List.of("infrastructure/.venv/bin/deployer", "mybinder.org-deploy/deploy.py");

    private static final String CLOUD = """
            clouds:
              jetstream2: &any
                auth: {auth_url: "http://127.0.0.1:1/v3", application_credential_id: id, application_credential_secret: none}
                auth_type: v3applicationcredential
              science-cloud: *any
            """;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> eachExampleIsValid() throws IOException {
        return examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.getFileName().toString(),
                        () -> assertThat(read(example).list().clusters()).isNotEmpty()));
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> below = Files.list(EXAMPLES)) {
            return below.filter(Files::isDirectory).sorted().toList();
        }
    }

    private FleetFile read(Path example) throws IOException {
        Path site = Files.createDirectory(folder.resolve(example.getFileName().toString()));
        try (Stream<Path> files = Files.list(example)) {
            for (Path file : files.toList()) {
                Files.copy(file, site.resolve(file.getFileName().toString()));
            }
        }
        keep(site, "clouds.yaml", CLOUD, "rw-------");
        for (String secret : SECRETS) {
            keep(site, secret, "{}\n", "rw-------");
        }
        keep(site, "tsig.secret", "dGhlIHNlY3JldCBvZiB0aGUga2V5IG9mIGEgdGVzdA==\n", "rw-------");
        for (String program : PROGRAMS) {
            keep(site, program, "#!/bin/sh\n", "rwx------");
        }
        return FleetFile.read(site.resolve("fleet.yaml"));
    }

    private static void keep(Path site, String name, String text, String mode) throws IOException {
        Path file = site.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
