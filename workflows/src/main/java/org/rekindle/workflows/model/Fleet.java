// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The ids of all clusters of the fleet file, in its order. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Fleet(List<String> clusters) {}
