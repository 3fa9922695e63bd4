// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Waits until a person has done something.
 *
 * @param text what the person is asked to do
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HumanStep(String name, String text) implements DeployStep {}
