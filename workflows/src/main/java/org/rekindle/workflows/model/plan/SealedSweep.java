// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A list of what a sweep deletes, with the SHA-256 by which it is approved. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SealedSweep(SweepList list, String sha256) {}
