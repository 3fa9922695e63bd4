// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the matter, and how we know.
 *
 * @param daysLeft whole days until the certificate in question ends, negative when it has ended, null when it was not seen
 * @param sentence for the operator
 * @param facts what it rests on, one sentence each
 * @param culprit which certificate is the trouble
 * @param certainty how sure that is
 * @param wouldTell what would make it surer, one sentence each; empty when nothing is open
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Diagnosis(
        Condition condition,
        @Nullable Long daysLeft,
        String sentence,
        List<String> facts,
        Culprit culprit,
        Certainty certainty,
        List<String> wouldTell) {

    /** What an older history does not tell is not known. */
    public Diagnosis {
        culprit = culprit == null ? Culprit.UNKNOWN : culprit;
        certainty = certainty == null ? Certainty.UNKNOWN : certainty;
        wouldTell = wouldTell == null ? List.of() : List.copyOf(wouldTell);
    }
}
