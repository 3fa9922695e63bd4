// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** A choice that a run made, with its reason. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Decision(String step, String choice, String why) {}
