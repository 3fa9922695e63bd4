// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the fleet file says about one cluster, with its defaults filled in. It is read once by a run and stays as
 * it was, so editing the file does not change a run that is under way.
 *
 * @param cluster the cluster's id in the fleet file
 * @param cloud the entry of {@code clouds.yaml}
 * @param magnumCluster name or UUID in Magnum
 * @param shape the wished shape, or null for "as it is now"
 * @param templates names or UUIDs of the templates that may be used, in order of preference
 * @param compatibility the fleet file's own rows first
 * @param machines the way by SSH to the control plane, null when there is none
 * @param lookAgain null when one look is enough
 * @param breaker what the fleet as a whole lets happen
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterProfile(
        String cluster,
        String cloud,
        String magnumCluster,
        @Nullable Shape shape,
        List<String> templates,
        List<Release> releases,
        Verification verification,
        Policy policy,
        List<CompatibilityRow> compatibility,
        @Nullable MachineAccess machines,
        @Nullable LookAgain lookAgain,
        BreakerLimits breaker) {

    /** What an older history does not tell is as usual. */
    public ClusterProfile {
        breaker = breaker == null ? BreakerLimits.USUAL : breaker;
    }

    /** Where the cluster is, for requests to its cloud. */
    public ClusterInCloud inCloud() {
        return new ClusterInCloud(cluster, cloud, magnumCluster);
    }

    /** The same, with another cluster of Magnum meant. */
    public ClusterProfile named(String magnum) {
        return new ClusterProfile(
                cluster,
                cloud,
                magnum,
                shape,
                templates,
                releases,
                verification,
                policy,
                compatibility,
                machines,
                lookAgain,
                breaker);
    }

    /** One without a way into its machines and without a second look. */
    public ClusterProfile(
            String cluster,
            String cloud,
            String magnumCluster,
            @Nullable Shape shape,
            List<String> templates,
            List<Release> releases,
            Verification verification,
            Policy policy,
            List<CompatibilityRow> compatibility) {
        this(
                cluster,
                cloud,
                magnumCluster,
                shape,
                templates,
                releases,
                verification,
                policy,
                compatibility,
                null,
                null,
                BreakerLimits.USUAL);
    }
}
