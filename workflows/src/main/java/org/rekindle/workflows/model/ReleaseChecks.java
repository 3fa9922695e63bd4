// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** Whether each release could be deployed, in the order in which they were asked about. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseChecks(List<ReleaseCheck> checks) {}
