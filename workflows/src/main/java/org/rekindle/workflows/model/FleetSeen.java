// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What a survey saw of the fleet.
 *
 * @param expired clusters whose certificate has ended
 * @param well clusters whose certificate counts
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FleetSeen(List<String> expired, List<String> well) {}
