// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A template to build from, and whether its chart and Kubernetes version fit together.
 *
 * @param chartVersion the chart that would really be used, the driver's default where the template names none
 * @param why one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rung(Template template, String kubernetesVersion, String chartVersion, boolean fits, String why) {}
