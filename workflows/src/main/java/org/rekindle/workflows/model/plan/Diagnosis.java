// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is the matter, and how we know.
 *
 * @param daysLeft whole days until the certificate in question ends, negative when it has expired, null when it was not seen
 * @param reason why, which {@code decide.text.Sentences} says in words
 * @param facts what it rests on, one sentence each
 * @param cause which certificate is the trouble
 * @param certainty how sure that is
 * @param wouldTell what would make it surer; empty when nothing is open
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Diagnosis(
        Condition condition,
        @Nullable Long daysLeft,
        Reason reason,
        List<String> facts,
        Cause cause,
        Certainty certainty,
        List<Clue> wouldTell) {

    /** Keeps the lists as they are. */
    public Diagnosis {
        facts = List.copyOf(facts);
        wouldTell = List.copyOf(wouldTell);
    }
}
