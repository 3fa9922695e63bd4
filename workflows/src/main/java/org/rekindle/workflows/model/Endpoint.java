// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** An address to look at, {@code https://host:port}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Endpoint(String address) {}
