// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name seen from outside.
 *
 * @param zone that holds it, null when no server was found that knows one
 * @param authorities what each of the zone's own servers says
 * @param resolver what a resolver says, which may keep what the zone said before
 * @param wildcard what the zone says of a name beside it that nobody has made; empty when it says nothing of it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NameSighting(
        String name, @Nullable String zone, List<NameAnswer> authorities, NameAnswer resolver, List<String> wildcard) {}
