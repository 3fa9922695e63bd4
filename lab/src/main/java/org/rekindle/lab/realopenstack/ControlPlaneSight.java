// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import java.time.Instant;
import java.util.Map;

/**
 * A control plane as Cluster API has it.
 *
 * @param address {@code https://host:port}; empty while it has none
 * @param machines when each of its machines that have come up was made
 */
public record ControlPlaneSight(String address, Map<String, Instant> machines) {}
