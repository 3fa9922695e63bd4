// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * When preventive work may start.
 *
 * @param days three-letter English day names such as {@code Sat}; empty means every day
 * @param from local time such as {@code 22:00}
 * @param to local time such as {@code 04:00}; earlier than {@code from} means the next day
 * @param zone time zone id such as {@code Europe/Berlin}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MaintenanceWindow(List<String> days, String from, String to, String zone) {}
