// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;
import org.rekindle.lab.cloud.services.CloudInventory;

/**
 * What comes of applying a template to the machines of a cluster, seen on real Cluster API controllers.
 *
 * <ol>
 *   <li>What Helm cannot render or apply changes nothing.
 *   <li>An upgrade step over a minor version is refused for the control plane, but Helm carries on with the workers: with {@code
 *       maxSurge: 0} the old ones are deleted and the new ones never come.
 *   <li>Where nothing differs there is nothing to roll; the status still waits for the control plane to be ready.
 *   <li>With an expired serving certificate the controllers cannot reach the cluster: the roll of the control plane
 *       stalls for good, while the workers are deleted at once.
 *   <li>The same happens when the new control plane cannot start.
 *   <li>Everything else rolls.
 * </ol>
 */
sealed interface Rollout {

    /** Helm failed. */
    record Refused(String reason, boolean workersLost) implements Rollout {}

    /** Helm succeeded, and the machines never get there. */
    record Stalled(boolean workersLost) implements Rollout {}

    /** Helm succeeded and had nothing to change on the machines. */
    record Unchanged() implements Rollout {}

    /** The machines are replaced, one after the other. */
    record Rolls(String kubernetesVersion, String chartVersion, String imageId) implements Rollout {}

    /**
     * Decides.
     *
     * @param target the template to apply, which may be the one that the cluster has
     * @param image the template's image, null when it is gone
     */
    static Rollout decide(
            Cluster cluster,
            StoredTemplate target,
            CloudInventory.@Nullable Image image,
            CloudFixture.Site site,
            Instant now) {
        if (image == null || image.kubeVersion() == null) {
            return new Refused(
                    image == null
                            ? "Image " + target.imageId() + " could not be found."
                            : "Image " + image.id() + " does not have a kube_version property.",
                    false);
        }
        String stack = Objects.requireNonNullElse(cluster.stackId, "");
        String chart = chartVersion(target, site);
        String installed = Objects.requireNonNullElse(cluster.chartVersion, chart);
        String current = Objects.requireNonNullElse(cluster.coeVersion, image.kubeVersion());
        String wanted = "v" + image.kubeVersion().replaceFirst("^v", "");
        HelmText text = new HelmText(site);
        String stderr = text.notRenderedAnew(chart);
        if (stderr == null && !Charts.served(installed, site.capoVersion())) {
            stderr = "UPGRADE FAILED: " + HelmText.notServed(stack, installed, "current release");
        } else if (stderr == null && !Charts.served(chart, site.capoVersion())) {
            stderr = "UPGRADE FAILED: " + HelmText.notServed(stack, chart, "release");
        }
        if (stderr != null) {
            return new Refused(text.failure(stack, cluster.projectId, chart, stderr), false);
        }
        if (Charts.skipsMinor(current, wanted)) {
            return new Refused(
                    text.failure(stack, cluster.projectId, chart, HelmText.refusedHop(stack, current, wanted)), true);
        }
        boolean unchanged =
                wanted.equals(current) && chart.equals(installed) && image.id().equals(cluster.imageId);
        if (unchanged) {
            return cluster.expired(now) || cluster.doomed ? new Stalled(false) : new Unchanged();
        }
        if (cluster.expired(now) || Charts.breaksApiServer(chart, wanted)) {
            return new Stalled(true);
        }
        return new Rolls(wanted, chart, image.id());
    }

    /** The driver looks at the template's label alone: the cluster's own label is ignored. */
    static String chartVersion(StoredTemplate template, CloudFixture.Site site) {
        return Objects.requireNonNullElse(template.labels().get("capi_helm_chart_version"), site.defaultChartVersion());
    }
}
