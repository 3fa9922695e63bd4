// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * How it is proven that users can work.
 *
 * @param hubUrl base URL of the JupyterHub, null when there is none
 * @param binderUrl base URL of the BinderHub, null when there is none
 * @param buildSpec what to build, such as {@code gh/rekindle/canary/main}; null to prove no build
 * @param scaleUpGroup the node group that must grow for a pod that does not fit; null to prove no scale-up
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Verification(
        @Nullable String hubUrl,
        @Nullable String binderUrl,
        @Nullable String buildSpec,
        @Nullable String scaleUpGroup) {

    /** Whether anything is to be proven beside the nodes. */
    public boolean asksForProof() {
        return namesAHub() || scaleUpGroup != null;
    }

    /** Whether there is a hub to ask. */
    public boolean namesAHub() {
        return hubUrl != null || binderUrl != null;
    }
}
