// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The health of a hub as its users' side tells it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record HubSighting(boolean healthy, String detail) {}
