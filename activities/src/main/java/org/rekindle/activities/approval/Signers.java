// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.oidc.OidcSigners;
import org.rekindle.activities.approval.passkey.Passkey;

/**
 * What people sign approvals with, as the fleet file lists it.
 *
 * @param keys SSH keys
 * @param oidc logins at the identity provider; null where the fleet file names none
 */
public record Signers(
        List<SignerKey> keys,
        List<Passkey> passkeys,
        @Nullable OidcSigners oidc) {

    /** Where the fleet file lists nothing, so that names are claims. */
    public static final Signers NONE = new Signers(List.of());

    /** Keeps the lists as they are. */
    public Signers {
        keys = List.copyOf(keys);
        passkeys = List.copyOf(passkeys);
    }

    /** SSH keys alone. */
    public Signers(List<SignerKey> keys) {
        this(keys, List.of(), null);
    }

    /** Whether nobody can sign anything. */
    public boolean isEmpty() {
        return keys.isEmpty() && passkeys.isEmpty() && oidc == null;
    }
}
