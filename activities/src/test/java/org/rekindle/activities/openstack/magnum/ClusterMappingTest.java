// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClusterMappingTest {

    /** Seen on a real Magnum for the first seconds of a create. */
    @Test
    void takesAnAddressWithoutAHostForNone() {
        assertThat(ClusterMapping.address("https://:0")).isNull();
        assertThat(ClusterMapping.address(null)).isNull();
        assertThat(ClusterMapping.address("https://127.0.0.1:6443")).isEqualTo("https://127.0.0.1:6443");
        assertThat(ClusterMapping.address("https://[2001:db8::1]:6443")).isEqualTo("https://[2001:db8::1]:6443");
    }
}
