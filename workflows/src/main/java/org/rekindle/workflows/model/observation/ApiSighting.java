// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

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

    /** It answers. */
    public static ApiSighting answering(String detail, List<NodeSighting> nodes) {
        return new ApiSighting(true, detail, nodes, null, null);
    }

    /** It does not answer our credentials. */
    public static ApiSighting failing(String detail, @Nullable ApiTrouble trouble) {
        return new ApiSighting(false, detail, List.of(), trouble, null);
    }

    /** No question was sent to it. */
    public static ApiSighting notAsked() {
        return failing("It was not asked.", ApiTrouble.NOT_ASKED);
    }
}
