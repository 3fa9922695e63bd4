// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.observation.ServedCertificate;

/** What the wire must show after a renewal in place. */
final class RenewedInPlaceTest {

    private static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");

    /** Ends in hours from now; those of before are due for 720 h. */
    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            none, none, false
            none, 8760, true
            none, 0,    false
            -1,   none, false
            -1,   -1,   false
            -1,   8760, true
            -1,   0,    false
            700,  700,  false
            700,  8760, true
            720,  720,  false
            721,  721,  true
            721,  700,  true
            721,  none, false
            """)
    void aLaterOneIsAskedForOnlyWhereTheOneOfBeforeWasDue(
            @Nullable Integer before, @Nullable Integer served, boolean shows) {
        assertThat(RenewedInPlace.shows(endsIn(before), endsIn(served), Duration.ofDays(30), NOW))
                .isEqualTo(shows);
    }

    private static @Nullable ServedCertificate endsIn(@Nullable Integer hours) {
        return hours == null
                ? null
                : new ServedCertificate(
                        "CN=kube-apiserver",
                        List.of(),
                        "CN=kubernetes",
                        NOW.minus(Duration.ofDays(365)),
                        NOW.plus(Duration.ofHours(hours)),
                        "ab");
    }
}
