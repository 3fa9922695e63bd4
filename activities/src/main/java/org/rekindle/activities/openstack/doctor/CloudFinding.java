// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that {@link CloudDoctor} looked at.
 *
 * @param about what was looked at, such as {@code login} or {@code pythia: quota}
 * @param sentence what was found, for people
 * @param cure what to do; null when nothing needs doing
 */
public record CloudFinding(
        String about,
        Status status,
        String sentence,
        @Nullable String cure) {

    /** From good to bad. */
    public enum Status {
        OK,
        /** A recovery can work, but the operator should know. */
        NOTE,
        /** A recovery cannot work. */
        STOPS
    }
}
