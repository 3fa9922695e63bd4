// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What must hold for every sentence that an odd document leads to. */
final class OddSentences {

    private static final Pattern CODE = Pattern.compile(
            "NullPointer|ClassCast|IndexOutOf|\\w+Exception\\b|Cannot (invoke|construct|deserialize)|java\\.|com\\.fasterxml"
                    + "|should not happen");

    /** Longer ones quote what is huge. */
    private static final int LONGEST = 10_000;

    private OddSentences() {}

    static void check(String what, String sentence) {
        assertThat(sentence).as(what).isNotBlank().hasSizeLessThan(LONGEST).doesNotContainPattern(CODE);
    }
}
