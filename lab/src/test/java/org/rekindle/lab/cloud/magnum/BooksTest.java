// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of releases. */
class BooksTest {

    @Test
    void aReleaseIsNamedAfterTheFirstThirtyLettersOfItsCluster() {
        assertThat(Books.stackId("hub")).matches("hub-[a-z2-7]{12}");
        assertThat(Books.stackId("a-name-that-is-longer-than-thirty-letters"))
                .matches("a-name-that-is-longer-than-thi-[a-z2-7]{12}");
        assertThat(Books.stackId("hub")).isNotEqualTo(Books.stackId("hub"));
    }
}
