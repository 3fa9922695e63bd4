// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The namespace that links to runs name, before anything is connected. */
class NamespaceTest {

    @Test
    void itIsTheOneThatTheCommandLineNames() {
        assertThat(TemporalConnection.namespaceOf(new TemporalAddress("127.0.0.1:1", "research")))
                .isEqualTo("research");
    }

    @Test
    void itIsTheUsualOneWhereNothingNamesAnother() {
        assertThat(System.getenv()).doesNotContainKey("TEMPORAL_NAMESPACE");
        assertThat(TemporalConnection.namespaceOf(new TemporalAddress(null, null)))
                .isEqualTo("default");
    }
}
