// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.model.notify.Audience;
import org.rekindle.workflows.model.observation.Shape;
import org.rekindle.workflows.model.policy.Policy;
import org.rekindle.workflows.model.policy.TeardownLimits;

/** All that the fleet file says about one cluster, with its defaults filled in. It is read once by a run and stays as
 * it was, so editing the file does not change a run that is under way.
 *
 * @param cluster the cluster's id in the fleet file
 * @param cloud the entry of {@code clouds.yaml}
 * @param magnumCluster name or UUID in Magnum
 * @param shape the wished shape, or null for "as it is now"
 * @param templates names or UUIDs of the templates that may be used, in order of preference
 * @param handOff the commands that get a rebuilt cluster's kubeconfig, in order
 * @param deploy the steps by which the hubs come back, in order
 * @param compatibility the fleet file's own rows first
 * @param machines the way by SSH to the control plane, null when there is none
 * @param confirmAfter null when one look is enough
 * @param rateLimit what the fleet as a whole lets happen
 * @param rescue null when nothing is copied out of the cluster before a teardown
 * @param audience who is told about the cluster, null when no one is
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClusterProfile(
        String cluster,
        String cloud,
        String magnumCluster,
        @Nullable Shape shape,
        List<String> templates,
        List<SiteCommand> handOff,
        List<DeployStep> deploy,
        Verification verification,
        Policy policy,
        List<CompatibilityRow> compatibility,
        @Nullable MachineAccess machines,
        @Nullable ConfirmAfter confirmAfter,
        TeardownLimits rateLimit,
        @Nullable Rescue rescue,
        @Nullable Audience audience) {

    /** Where the cluster is, for requests to its cloud. */
    public ClusterInCloud inCloud() {
        return new ClusterInCloud(cluster, cloud, magnumCluster);
    }

    /** The Helm releases among the deploy steps, in order. */
    public List<Release> releases() {
        return deploy.stream()
                .filter(HelmStep.class::isInstance)
                .map(step -> ((HelmStep) step).release())
                .toList();
    }

    /** The commands that get the kubeconfig, by their names. */
    public String handOffNames() {
        return handOff.stream().map(SiteCommand::name).collect(Collectors.joining(", "));
    }

    /** Every command that a redeploy runs. */
    public List<SiteCommand> commands() {
        return Stream.concat(
                        handOff.stream(),
                        deploy.stream()
                                .filter(CommandStep.class::isInstance)
                                .map(step -> ((CommandStep) step).command()))
                .toList();
    }

    /** The deploy steps by their names, such as {@code support, binderhub}. */
    public String deployNames() {
        return deploy.stream().map(DeployStep::name).collect(Collectors.joining(", "));
    }

    /** Where the run sets the records of the public names itself; none where a person does. */
    public List<DnsProvider> recordsSetAt() {
        return deploy.stream()
                .filter(NamesStep.class::isInstance)
                .flatMap(step -> Stream.ofNullable(((NamesStep) step).set()))
                .toList();
    }

    /** The same, with other proofs. */
    public ClusterProfile proving(Verification other) {
        return new ClusterProfile(
                cluster,
                cloud,
                magnumCluster,
                shape,
                templates,
                handOff,
                deploy,
                other,
                policy,
                compatibility,
                machines,
                confirmAfter,
                rateLimit,
                rescue,
                audience);
    }

    /** The same, with another cluster of Magnum meant. */
    public ClusterProfile named(String magnum) {
        return new ClusterProfile(
                cluster,
                cloud,
                magnum,
                shape,
                templates,
                handOff,
                deploy,
                verification,
                policy,
                compatibility,
                machines,
                confirmAfter,
                rateLimit,
                rescue,
                audience);
    }
}
