// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever stands in a file of allowed signers, each of its lines is a key or a fault, and no key is without a person. */
final class AllowedSignersFuzzTest {

    @FuzzTest
    void eachLineIsAKeyOrAFault(byte[] content) {
        for (AllowedSigners.Line line : AllowedSigners.read(new String(content, StandardCharsets.UTF_8))) {
            SignerKey key = line.key();
            if (key != null) {
                assertThat(line.fault()).isNull();
                assertThat(key.person()).isNotBlank().doesNotContain("*", "?", ",");
                assertThat(key.key().fingerprint()).startsWith("SHA256:");
            }
        }
    }
}
