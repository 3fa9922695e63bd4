// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Within which limits the fleet file itself gives leave.
 *
 * @param windows when; empty means at any time
 * @param aDay how many teardowns of the whole fleet within 24 hours, at most
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreApproval(List<MaintenanceWindow> windows, int aDay) {}
