// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Objects;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.SurveyTarget;

/** What the fleet file says. */
@ActivityInterface(namePrefix = "Fleet.")
public interface FleetActivities {

    /** The cluster's profile. Fails with {@code UNKNOWN_CLUSTER}. */
    ClusterProfile describe(ClusterRef cluster);

    /** What a survey needs to know of clusters; those that the file does not know are left out. */
    SurveyTargets targets(Fleet some);

    /** Every cluster of the fleet. */
    Fleet list();

    /** Names a cluster of the fleet file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ClusterRef(String cluster) {}

    /**
     * Ids of clusters of the fleet file, all of them in its order or some.
     *
     * @param deadMan whether the end of a survey is reported to a dead man's switch elsewhere
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Fleet(
            List<String> clusters,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deadMan) {

        /** Some clusters, or a fleet of which nothing is reported elsewhere. */
        public Fleet(List<String> clusters) {
            this(clusters, false);
        }

        /** What a form leaves out is no cluster. */
        public Fleet {
            clusters = clusters == null
                    ? List.of()
                    : clusters.stream().filter(Objects::nonNull).toList();
        }
    }

    /** The clusters that a survey looks at, in the order asked for; those that the fleet file does not know are left out. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SurveyTargets(List<SurveyTarget> targets) {}
}
