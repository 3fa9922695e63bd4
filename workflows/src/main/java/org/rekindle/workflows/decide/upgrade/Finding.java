// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.upgrade;

/**
 * What a rule says of a hop.
 *
 * @param rule its name, for people
 * @param fact what it rests on, a sentence
 * @param cure what to do about it, or what would tell; a sentence
 */
public record Finding(String rule, Verdict verdict, String fact, String cure) {

    /** Whether the hop must not be tried. */
    public boolean stops() {
        return verdict != Verdict.WARNS;
    }

    /** Fact and cure. */
    public String sentence() {
        return fact + " " + cure;
    }
}
