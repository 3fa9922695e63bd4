// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the Kubernetes API answers with our own credentials, verified against the cluster's own authority.
 *
 * @param detail one sentence: what went wrong, or what was seen
 * @param trouble what kind of trouble it is, null when it answers or when no more is known than the sentence
 * @param otherAuthority whose certificate it serves where Magnum's authority has not signed it; null when that was not seen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiSighting(
        boolean answers,
        String detail,
        List<NodeSighting> nodes,
        @Nullable ApiTrouble trouble,
        @Nullable OtherAuthority otherAuthority) {

    /** One without a look at who has signed the certificate that is served. */
    public ApiSighting(boolean answers, String detail, List<NodeSighting> nodes, @Nullable ApiTrouble trouble) {
        this(answers, detail, nodes, trouble, null);
    }

    /** One that answers, or of which no more is known than the sentence. */
    public ApiSighting(boolean answers, String detail, List<NodeSighting> nodes) {
        this(answers, detail, nodes, null);
    }

    /** One that nobody asked. */
    public static ApiSighting notAsked() {
        return new ApiSighting(false, "Nobody asked it.", List.of(), ApiTrouble.NOT_ASKED);
    }
}
