// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The limits within which the fleet file itself approves.
 *
 * @param windows when; empty means at any time
 * @param maxPerDay how many teardowns of the whole fleet within 24 hours, at most
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreApproval(List<MaintenanceWindow> windows, int maxPerDay) {}
