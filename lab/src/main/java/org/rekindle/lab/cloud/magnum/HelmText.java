// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.CloudFixture;

/** What a failed Helm run leaves in {@code status_reason}: the whole command and what it said. */
final class HelmText {

    private final CloudFixture.Site site;

    HelmText(CloudFixture.Site site) {
        this.site = site;
    }

    String failure(String stackId, String projectId, String chart, String stderr) {
        return "Unexpected error while running command.\n"
                + "Command: helm upgrade " + stackId + " openstack-cluster --history-max 10 --install --output json"
                + " --timeout 5m --values - --namespace magnum-" + projectId + " --repo " + site.chartRepository()
                + " --version " + chart + " --kubeconfig mgmt.kubeconfig\n"
                + "Exit code: 1\nStdout: ''\nStderr: 'Error: " + stderr + "\\n'";
    }

    private String noSuchChart(String chart) {
        return "chart \"openstack-cluster\" version \"" + chart + "\" not found in " + site.chartRepository()
                + " repository";
    }

    /** Why a chart is not rendered: the repository does not have it, or one of its templates fails; null when it is. */
    @Nullable
    String notRendered(String chart) {
        String failure = site.chartsThatFail().get(chart);
        if (failure != null) {
            return "execution error at " + failure;
        }
        return Charts.published(chart) ? null : noSuchChart(chart);
    }

    /**
     * The same for a release that is there. Helm looks for the chart first, and says of everything after that that an upgrade
     * failed; a first installation says no such thing.
     */
    @Nullable
    String notRenderedAnew(String chart) {
        String refusal = notRendered(chart);
        return site.chartsThatFail().containsKey(chart) ? "UPGRADE FAILED: " + refusal : refusal;
    }

    static String notServed(String stackId, String chart, String manifest) {
        return "unable to build kubernetes objects from " + manifest
                + " manifest: resource mapping not found for name: \"" + stackId
                + "\" namespace: \"\" from \"\": no matches for kind \"OpenStackCluster\" in version"
                + " \"infrastructure.cluster.x-k8s.io/" + Charts.infrastructureApi(chart)
                + "\"\\nensure CRDs are installed first";
    }

    static String refusedHop(String stackId, String from, String to) {
        String name = stackId + "-control-plane";
        return "UPGRADE FAILED: cannot patch \"" + name + "\" with kind KubeadmControlPlane: admission webhook"
                + " \"validation.kubeadmcontrolplane.controlplane.cluster.x-k8s.io\" denied the request:"
                + " KubeadmControlPlane.cluster.x-k8s.io \"" + name + "\" is invalid: spec.version: Forbidden:"
                + " cannot update Kubernetes version from " + from + " to " + to;
    }
}
