// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a person signs about one very run. Whoever checks a signature takes the run from what they know themselves, so that no text of
 * others is trusted: a run that was reset has another id.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ApprovalText.class, name = "approval"),
    @JsonSubTypes.Type(value = RejectionText.class, name = "rejection"),
    @JsonSubTypes.Type(value = ResolutionText.class, name = "resolution"),
    @JsonSubTypes.Type(value = RequestText.class, name = "request")
})
public sealed interface RunText extends SignedText permits ApprovalText, RejectionText, ResolutionText, RequestText {

    /** Its id in the fleet file. */
    String cluster();

    /** The same text about the run that is known to be meant. */
    RunText ofRun(String workflowId, String runId);

    /** What went before it, as the end of a sentence: nobody can have signed earlier. */
    String follows();
}
