// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;

/** A cluster's hubs as its verification names them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HubTarget(String cluster, Verification verification, Duration pollEvery) {}
