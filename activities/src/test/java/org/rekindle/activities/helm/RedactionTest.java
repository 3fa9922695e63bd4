// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {

    @TempDir
    private Path folder;

    @Test
    void takesOutWhatTheValuesHold() throws IOException {
        Path values = Files.writeString(
                folder.resolve("values.yaml"),
                """
                hub:
                  cookieSecret: correct-horse-battery
                  config: |
                    first line of a program
                    c.token = "staple-staple"
                """);
        String encoded =
                Base64.getEncoder().encodeToString("correct-horse-battery".getBytes(StandardCharsets.UTF_8));

        String told = Redaction.of(List.of(values.toString()))
                .apply("invalid: correct-horse-battery,\n " + encoded + " near c.token = \"staple-staple\" in hub");

        assertThat(told).isEqualTo("invalid: …, … near … in hub");
    }

    @Test
    void takesPasswordsOutOfUrls() {
        assertThat(Redaction.of(List.of()).apply("cannot reach https://me:pass@charts.example.org/index.yaml"))
                .isEqualTo("cannot reach https://…@charts.example.org/index.yaml");
    }

    @Test
    void namesEveryFileThatIsNotYamlWithoutItsContent() throws IOException {
        Path tab = Files.writeString(folder.resolve("tab.yaml"), "a: 1\n\tpassword: correct-horse\n");
        Path open = Files.writeString(folder.resolve("open.yaml"), "password: [correct-horse\n");

        assertThatThrownBy(() -> Redaction.of(List.of(tab.toString(), open.toString())))
                .hasMessageContaining(tab + " (line 2")
                .hasMessageContaining(open + " (line 2")
                .hasMessageNotContaining("correct-horse");
    }
}
