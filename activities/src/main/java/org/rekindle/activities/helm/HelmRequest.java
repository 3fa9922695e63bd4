// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the child process is asked to do. It holds paths, never contents.
 *
 * @param kubeconfig the file of the kubeconfig; null to render the release only
 * @param workspace a folder of the child's own
 * @param chart a folder, an archive, an {@code oci://} reference, or the name of a chart in {@code repository}
 * @param repository URL of a chart repository, or null
 * @param valuesFiles in the order in which they are layered
 * @param timeoutSeconds for the hooks of the chart
 * @param kubernetesVersion that the release is rendered for, null for a usual one; of no account where it is installed
 * @param repositoryUser for a repository that asks for one, or null
 * @param passwordFile file of that user's password, or null
 */
record HelmRequest(
        @Nullable String kubeconfig,
        String workspace,
        String name,
        String namespace,
        String chart,
        @Nullable String version,
        @Nullable String repository,
        List<String> valuesFiles,
        int timeoutSeconds,
        @Nullable String kubernetesVersion,
        @Nullable String repositoryUser,
        @Nullable String passwordFile) {}
