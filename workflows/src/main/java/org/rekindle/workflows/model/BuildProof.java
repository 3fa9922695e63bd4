// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * That a repository was built and launched for a user.
 *
 * @param built false when the image was already in the registry, so that only the launch was proven
 * @param phases the phases seen, in order
 * @param detail one sentence
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BuildProof(boolean ready, boolean built, List<String> phases, String detail) {}
