// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.util.List;

/**
 * What people sign approvals with, as the fleet file lists it.
 *
 * @param keys SSH keys
 */
public record Signers(List<SignerKey> keys) {

    /** Where the fleet file lists nothing, so that names are claims. */
    public static final Signers NONE = new Signers(List.of());

    /** Keeps the list as it is. */
    public Signers {
        keys = List.copyOf(keys);
    }

    /** Whether nobody can sign anything. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
