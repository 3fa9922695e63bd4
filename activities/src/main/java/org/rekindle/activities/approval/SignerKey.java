// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key and the one person whose it is.
 *
 * @param person by the name that the fleet file has
 * @param validAfter from when on it may sign; null for always
 * @param validBefore until when it may sign; null for ever
 */
public record SignerKey(
        String person,
        SshPublicKey key,
        @Nullable Instant validAfter,
        @Nullable Instant validBefore) {

    /** A key that is valid at any time. */
    public static SignerKey of(String person, SshPublicKey key) {
        return new SignerKey(person, key, null, null);
    }

    /** Whether it may sign at this time, both ends included as OpenSSH has it. */
    boolean isValidAt(Instant time) {
        return (validAfter == null || !time.isBefore(validAfter))
                && (validBefore == null || !time.isAfter(validBefore));
    }
}
