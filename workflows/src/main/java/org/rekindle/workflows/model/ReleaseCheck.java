// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Whether a release could be deployed.
 *
 * @param ok whether its chart was found and renders with its values
 * @param sentence names the release; where it is not ok, also the file and the cure. It quotes no value
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseCheck(String name, boolean ok, String sentence) {}
