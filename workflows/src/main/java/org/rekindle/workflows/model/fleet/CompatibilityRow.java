// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.rekindle.workflows.model.plan.Evidence;

/**
 * What is known about one version of the Cluster API chart.
 *
 * @param chart chart version
 * @param tested Kubernetes versions it was tested with
 * @param openStackClusterApi version of the OpenStackCluster API it writes, such as {@code v1beta1}
 * @param cloudProviderFlag true when it passes {@code --cloud-provider} to the API server, which Kubernetes 1.33 no longer knows
 * @param source where the row was read
 * @param own true for a row that the fleet file adds; it goes before the shipped one of the same chart
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompatibilityRow(
        String chart,
        List<String> tested,
        String openStackClusterApi,
        boolean cloudProviderFlag,
        String source,
        boolean own) {

    /** What an answer rests on that this row gives. */
    public Evidence evidence() {
        return own ? Evidence.OWN_ROW : Evidence.TABLE;
    }
}
