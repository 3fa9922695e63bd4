// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.webhook.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.worker.fleet.FaultyFile;
import org.rekindle.worker.fleet.Webhooks;

class BearerTokenTest {

    @TempDir
    Path folder;

    @Test
    void comesFromTheFileWithoutItsLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");

        assertThat(BearerToken.of(new Webhooks("127.0.0.1", 0, file), Map.of()))
                .hasValueSatisfying(token ->
                        assertThat(token.isShownBy("bearer 0123456789abcdef")).isTrue());
    }

    @Test
    void theEnvironmentTakesTheFilesPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");

        assertThat(BearerToken.of(new Webhooks("127.0.0.1", 0, file), Map.of(BearerToken.VARIABLE, "fedcba9876543210")))
                .hasValueSatisfying(token -> {
                    assertThat(token.isShownBy("Bearer fedcba9876543210")).isTrue();
                    assertThat(token.isShownBy("Bearer 0123456789abcdef")).isFalse();
                });
    }

    @Test
    void withoutEitherThereIsNone() {
        assertThat(BearerToken.of(new Webhooks("127.0.0.1", 0, null), Map.of())).isEmpty();
    }

    @Test
    void aShortOneIsRefusedWithoutBeingTold() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "hunter2");

        assertThatThrownBy(() -> BearerToken.of(new Webhooks("127.0.0.1", 0, file), Map.of()))
                .isInstanceOf(FaultyFile.class)
                .hasMessage(
                        file
                                + ":1: the webhook token has 7 characters, fewer than 16; make one with `openssl rand -hex 32`");
    }
}
