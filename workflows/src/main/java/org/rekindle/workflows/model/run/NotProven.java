// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * A proof that was not made.
 *
 * @param proof its name, such as {@code build and launch}
 * @param why in a sentence
 * @param configured false where the fleet file does not ask for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NotProven(String proof, String why, boolean configured) {

    /** For people, in one sentence. */
    public String sentence() {
        return proof + ": " + why;
    }
}
