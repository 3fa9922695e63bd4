// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UrlSecretsTest {

    @Test
    void eachWordOfATextLosesItsSecretsAndNothingElseChanges() {
        assertThat(UrlSecrets.hide(
                        "GET https://ben:hunter2@h/x\n\tthen  $1 \\ ben:hunter2@h and https://h/?token=hunter2&a=1 "))
                .isEqualTo("GET https://…@h/x\n\tthen  $1 \\ …@h and https://h/?token=…&a=1 ");
    }

    @Test
    void theAddressOfAPersonIsNoSecret() {
        assertThat(UrlSecrets.hide("ask mailto:ops@example.org, not mailto:ops:hunter2@example.org"))
                .isEqualTo("ask mailto:ops@example.org, not …@example.org");
    }

    /** It would take minutes to look through one that is made for it. */
    @Test
    void aWordThatIsLongerThanAnyUrlIsNotShown() {
        String word = "://a:b".repeat(40_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(UrlSecrets.hide("before " + word + " after")).isEqualTo("before … after"));
    }
}
