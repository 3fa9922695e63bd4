// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * How a chart repository is logged in to.
 *
 * @param passwordFile file on the worker's machine, whose contents never travel
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RepositoryAccess(String username, String passwordFile) {}
