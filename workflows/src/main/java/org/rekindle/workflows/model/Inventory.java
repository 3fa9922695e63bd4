// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What the cloud holds beside the machines of a cluster.
 *
 * @param notLooked services that could not be asked, each with the reason
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Inventory(List<LeftOver> found, List<String> notLooked) {}
