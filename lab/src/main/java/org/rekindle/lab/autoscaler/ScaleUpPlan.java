// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.autoscaler;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at the pending pods leads to.
 *
 * @param increase the group to make larger, if any
 * @param triggered the pods that it helps
 * @param refused for each pod that no group can help, why: the text behind {@code NotTriggerScaleUp}
 */
public record ScaleUpPlan(Optional<Increase> increase, List<PodDemand> triggered, Map<PodDemand, String> refused) {

    /** A group that is made larger. */
    public record Increase(ScalableGroup group, int from, int to) {
        /** The text behind {@code TriggeredScaleUp}. */
        public String message() {
            return "pod triggered scale-up: [{" + group.id() + " " + from + "->" + to + " (max: " + group.maximum()
                    + ")}]";
        }
    }
}
