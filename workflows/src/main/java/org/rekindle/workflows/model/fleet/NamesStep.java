// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the public names lead to the new cluster, as {@code verify.names} says.
 *
 * @param timeout how long a person and the resolvers may take
 * @param set where the run sets the records itself, null where a person does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamesStep(
        String name, Duration timeout, @Nullable DnsProvider set) implements DeployStep {}
