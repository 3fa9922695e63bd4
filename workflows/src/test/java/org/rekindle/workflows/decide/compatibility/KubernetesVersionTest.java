// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesVersionTest {

    @ParameterizedTest
    @CsvSource({
        "v1.33.2,        v1.33.2",
        "1.33.2,         v1.33.2",
        "1.33,           v1.33.0",
        "' v1.31.0 ',    v1.31.0",
        "v1.31.0+rke2r1, v1.31.0",
        "v1.32.0-rc.1,   v1.32.0",
    })
    void readsWhatIsWrittenInTheField(String text, String version) {
        assertThat(KubernetesVersion.parse(text))
                .map(KubernetesVersion::toString)
                .contains(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v",
                "1",
                "latest",
                "v1.x",
                "1.33.2.1",
                "-1.33.2",
                "1.33.",
                "v1.99999.0",
                "1,33",
                "V1.33.2"
            })
    void refusesWhatIsNone(String text) {
        assertThat(KubernetesVersion.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.31.0, 1.31.9,  0",
        "1.31.0, 1.32.0,  1",
        "1.31.0, 1.33.2,  2",
        "1.33.0, 1.31.9, -2",
        "1.36.0, 2.0.0, 964",
    })
    void countsMinors(String from, String to, int minors) {
        assertThat(version(from).minorsTo(version(to))).isEqualTo(minors);
        assertThat(version(from).sameMinor(version(to))).isEqualTo(minors == 0);
    }

    @Test
    void sortsByNumbersAndNotByLetters() {
        List<KubernetesVersion> sorted = Stream.of("1.32.10", "2.0.0", "1.9.1", "1.32.9", "1.10.0")
                .map(KubernetesVersionTest::version)
                .sorted()
                .toList();

        assertThat(sorted)
                .extracting(KubernetesVersion::toString)
                .containsExactly("v1.9.1", "v1.10.0", "v1.32.9", "v1.32.10", "v2.0.0");
    }

    @ParameterizedTest
    @CsvSource({"1.33.2, 1.33.2, 0", "1.999.0, 2.0.0, -1", "1.33.2, 1.33.1, 1"})
    void equalsWhatComparesEqual(String one, String other, int sign) {
        assertThat(Integer.signum(version(one).compareTo(version(other)))).isEqualTo(sign);
        assertThat(version(one).equals(version(other))).isEqualTo(sign == 0);
    }

    private static KubernetesVersion version(String text) {
        return KubernetesVersion.parse(text).orElseThrow();
    }
}
