// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/**
 * A second look at a certificate that has expired, before anything is planned on it.
 *
 * @param delay how long after the first one
 * @param from name of the place from which it is taken: a worker that was started there with {@code --look-from} of this name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConfirmAfter(Duration delay, String from) {}
