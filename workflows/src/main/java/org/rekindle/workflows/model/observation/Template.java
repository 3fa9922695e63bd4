// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * A cluster template with what its image says.
 *
 * @param kubernetesVersion the image's {@code kube_version} property, null when it lacks one (Magnum then refuses it)
 * @param chartVersion the label {@code capi_helm_chart_version}, null when the template lacks it and the driver's default is used
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Template(
        String uuid,
        String name,
        @Nullable String imageId,
        @Nullable String kubernetesVersion,
        @Nullable String chartVersion,
        @Nullable String networkDriver,
        boolean published) {}
