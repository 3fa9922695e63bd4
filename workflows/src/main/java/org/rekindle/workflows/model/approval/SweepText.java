// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.approval;

import java.time.Instant;

/**
 * What a person signs to approve a sweep. No run sweeps: the list names all that goes, and is valid for an hour.
 *
 * @param cluster its id in the fleet file
 * @param sha256 of the sealed list
 * @param by who approves, by the name that the fleet file has
 * @param at when, by the clock of the one who approves
 */
public record SweepText(String cluster, String sha256, String by, Instant at) implements SignedText {

    @Override
    public String kind() {
        return "sweep";
    }

    /** The text, in lines that a person can read. */
    @Override
    public String toString() {
        return "rekindle sweep v1\n"
                + "cluster " + cluster + "\n"
                + "list " + sha256 + "\n"
                + "by " + by + "\n"
                + "at " + at + "\n";
    }
}
