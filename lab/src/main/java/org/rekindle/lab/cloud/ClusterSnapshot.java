// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Magnum's books say about a cluster at a moment.
 *
 * @param stackId null until the driver has named the release
 * @param kubernetesVersion such as {@code v1.33.2}, null while not known
 * @param apiAddress null while not known
 * @param certificatesIssuedAt when the leaf certificates were issued that the machines are thought to serve
 */
public record ClusterSnapshot(
        String uuid,
        String name,
        String project,
        @Nullable String stackId,
        String templateUuid,
        String templateName,
        String status,
        @Nullable String statusReason,
        @Nullable String kubernetesVersion,
        @Nullable String apiAddress,
        Instant createdAt,
        Instant certificatesIssuedAt) {}
