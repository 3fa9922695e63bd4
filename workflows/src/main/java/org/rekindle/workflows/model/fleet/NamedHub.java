// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One of several hubs of a cluster.
 *
 * @param name by which sentences tell it from the others; empty for the hub that the fleet file names without one
 * @param verification how it is proven that users can work there; of no other hub
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NamedHub(String name, Verification verification) {

    /** The name of a check's step for this hub. */
    public String step(String check) {
        if (name.isEmpty()) {
            return check;
        }
        return check + " of " + name;
    }

    /** A sentence about this hub. */
    public String said(String sentence) {
        if (name.isEmpty()) {
            return sentence;
        }
        return name + ": " + sentence;
    }
}
