// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What came of protecting a cluster's volumes.
 *
 * @param notSet volumes that could not get it, a sentence each
 * @param seen the cluster's volumes, looked at again after the last one was set
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Protection(List<String> notSet, Inventory seen) {}
