// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * Waits until the public names lead to the new cluster, as {@code verify.names} says.
 *
 * @param timeout how long a person and the resolvers may take
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamesStep(String name, Duration timeout) implements DeployStep {}
