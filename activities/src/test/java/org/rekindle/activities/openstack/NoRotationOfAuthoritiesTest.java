// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code PATCH /v1/certificates/{cluster}} breaks a cluster for good, so the call is nowhere in the code. */
final class NoRotationOfAuthoritiesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void onlyACredentialIsPatched() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> patches = files.filter(Files::isRegularFile)
                    .flatMap(NoRotationOfAuthoritiesTest::lines)
                    .filter(line -> line.contains("Call.patch("))
                    .toList();

            assertThat(patches).singleElement().asString().contains("\"/credentials/\"");
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
