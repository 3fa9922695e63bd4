// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurroundingsTest {
    private static final Path HOME = Path.of("/home/someone");

    @Test
    void keepsItsCacheWhereTheUserOrTheDesktopSays() {
        assertThat(cache(Map.of())).isEqualTo(HOME.resolve(".cache/rekindle"));
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/xdg"))).isEqualTo(Path.of("/xdg/rekindle"));
        assertThat(cache(Map.of("XDG_CACHE_HOME", "/xdg", "REKINDLE_CACHE", "/own")))
                .isEqualTo(Path.of("/own"));
        assertThat(cache(Map.of("REKINDLE_CACHE", " "))).isEqualTo(HOME.resolve(".cache/rekindle"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, aarch64, darwin-arm64",
        "Mac OS X, x86_64, darwin-amd64",
    })
    void namesThePlatformAsGoDoes(String system, String architecture, String platform) {
        assertThat(Surroundings.platform(system, architecture)).isEqualTo(platform);
    }

    private static Path cache(Map<String, String> environment) {
        return new Surroundings(environment, HOME, "linux-amd64").cacheFolder();
    }
}
