// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FlavorTest {
    @Test
    void aFlavorIsFoundByItsName() {
        assertThat(MachineSize.named("m3.quad")).isEqualTo(MachineSize.M3_QUAD);
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThatExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MachineSize.named("g5.huge"))
                .withMessageContaining("g5.huge")
                .withMessageContaining("m3.small");
    }
}
