// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Helm release to deploy.
 *
 * @param chart a folder, an archive, or {@code name} of a chart in {@code repository}
 * @param version chart version, null for a folder
 * @param repository URL of the chart repository, null for a folder or archive
 * @param valuesFiles files on the worker's machine, later ones win; their contents never travel
 * @param timeout how long the installation and its pods may take
 * @param repositoryAccess null for a public repository
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Release(
        String name,
        String namespace,
        String chart,
        @Nullable String version,
        @Nullable String repository,
        List<String> valuesFiles,
        Duration timeout,
        @Nullable RepositoryAccess repositoryAccess) {}
