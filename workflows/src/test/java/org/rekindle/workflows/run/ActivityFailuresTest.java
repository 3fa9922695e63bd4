// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failure says to people. */
final class ActivityFailuresTest {

    @Test
    void whatWasSaidForPeopleIsSaid() {
        assertThat(ActivityFailures.sentence("UNAVAILABLE", "Magnum is busy.")).isEqualTo("Magnum is busy.");
        assertThat(ActivityFailures.sentence("UNAVAILABLE", null)).isEqualTo("no reason was given (UNAVAILABLE)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.NullPointerException",
                "java.lang.ClassCastException",
                "java.lang.ArrayIndexOutOfBoundsException",
                "java.lang.StackOverflowError"
            })
    void whatIsAboutTheCodeAloneIsNoReason(String type) {
        assertThat(ActivityFailures.sentence(
                        type, "Cannot invoke \"String.startsWith(String)\" because \"this.status\" is null"))
                .contains(type.substring("java.lang.".length()), "This is a fault of Rekindle")
                .doesNotContain("this.status");
    }

    @Test
    void anyOtherUnexpectedExceptionIsToldWithItsClass() {
        assertThat(ActivityFailures.sentence("io.example.OddException", "the door is open"))
                .startsWith("An unexpected OddException (the door is open) ended the step.")
                .contains("This is a fault of Rekindle");
    }
}
