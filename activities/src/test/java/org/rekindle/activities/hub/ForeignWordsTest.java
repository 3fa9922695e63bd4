// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignWordsTest {

    /** To look for secrets in all of it would take minutes. */
    @Test
    void aLongTextTakesNoTime() {
        String text = "://a:b".repeat(40_000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(ForeignWords.shortened(text, 200)).hasSize(201);
            assertThat(ForeignWords.end(text, 200)).hasSize(201);
        });
    }

    @Test
    void itIsOneLineWithoutSecretsAndControls() {
        assertThat(ForeignWords.shortened(" a\nb\u001b[31m https://ben:hunter2@example.org/ ", 200))
                .isEqualTo("a b [31m https://…@example.org/");
        assertThat(ForeignWords.end("the log ends so", 7)).isEqualTo("…ends so");
    }

    @Test
    void aSecretThatTheLimitCutsInTwoIsNotShown() {
        String blanks = " ".repeat(4_070);

        assertThat(ForeignWords.shortened(blanks + "at https://ben:hunter2@example.org/ " + blanks, 200))
                .isEqualTo("at");
        assertThat(ForeignWords.end(blanks + "https://ben:hunter2@example.org/" + blanks + "so", 200))
                .isEqualTo("so");
    }

    @Test
    void aPhaseIsAWordAndThereAreFew() {
        BuildPhases phases = new BuildPhases(List.of("waiting"));

        assertThat(phases.add("building")).isTrue();
        assertThat(phases.add("x".repeat(1_000))).isFalse();
        assertThat(phases.add("https://ben:hunter2@example.org/")).isFalse();
        assertThat(phases.phases()).containsExactly("waiting", "building");
    }
}
