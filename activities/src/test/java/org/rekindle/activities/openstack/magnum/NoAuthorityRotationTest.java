// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rotating a cluster's authority ({@code PATCH /certificates}) breaks it for good, so the call must not be in the code. */
class NoAuthorityRotationTest {

    @Test
    void theOnlyPatchIsForCredentials() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            List<String> patches = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(NoAuthorityRotationTest::lines)
                    .filter(line -> line.contains("ServiceCall.patch(") || line.contains("HttpMethod.PATCH"))
                    .map(String::strip)
                    .toList();

            assertThat(patches)
                    .containsExactlyInAnyOrder(
                            "return new ServiceCall(service, HttpMethod.PATCH, path, Map.of(), Map.of(), null);",
                            "return send(ServiceCall.patch(CloudService.MAGNUM, \"/credentials/\" + segment(uuid.value())));");
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
