// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.verify;

/**
 * What a check found.
 *
 * @param proven whether the proof was made
 * @param sentence what was seen, or why the proof failed
 */
public record CheckResult(boolean proven, String sentence) {

    static CheckResult proven(String sentence) {
        return new CheckResult(true, sentence);
    }

    static CheckResult notProven(String sentence) {
        return new CheckResult(false, sentence);
    }
}
