// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A Nova flavor that a create names.
 *
 * @param name as the create names it: its name or its id
 * @param ram in MiB
 * @param disk of its root volume, in GiB
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FlavorStock(String name, int vcpus, int ram, int disk) {}
