// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * That what is in a cluster alone is copied out before a teardown.
 *
 * @param secrets Secrets to copy beside those that are found by themselves, each as {@code namespace/name}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rescue(List<String> secrets) {

    /** Keeps the list as it is. */
    public Rescue {
        secrets = List.copyOf(secrets);
    }
}
