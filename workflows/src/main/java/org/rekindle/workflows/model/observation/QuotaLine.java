// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How much of one resource the project may have, has, and would need.
 *
 * @param resource for people, in the plural, such as {@code cores}
 * @param limit -1 for none
 * @param ofCluster what the cluster takes up now, at the least
 * @param ofNew what the wished cluster would take up, at the least
 * @param ofSurge what one more machine of the control plane would take up, as an upgrade makes first
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuotaLine(String resource, int limit, int used, int ofCluster, int ofNew, int ofSurge) {

    /** Whether this much more can be had. */
    public boolean has(int more) {
        return limit < 0 || more <= limit - used;
    }
}
