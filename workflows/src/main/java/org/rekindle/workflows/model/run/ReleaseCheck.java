// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Whether a release could be deployed, or a command started.
 *
 * @param ok whether the release's chart was found and renders with its values, or the command's program, folder and variables are there
 * @param sentence names the release or the command; where it is not ok, also the file and the cure. It quotes no value
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseCheck(String name, boolean ok, String sentence) {}
