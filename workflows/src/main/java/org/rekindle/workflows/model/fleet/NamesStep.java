// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Waits until the public names lead to the new cluster, as {@code verify.names} says.
 *
 * @param timeout how long a person and the resolvers may take
 * @param set where the run sets the records itself, null where a person does or something of the site's own
 * @param askAfter how long something of the site's own, such as external-dns, may take before a person is asked; zero where there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamesStep(
        String name, Duration timeout, @Nullable DnsProvider set, Duration askAfter) implements DeployStep {

    /** A run that began before this could be said asks at once. */
    public NamesStep {
        askAfter = Objects.requireNonNullElse(askAfter, Duration.ZERO);
    }
}
