// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import java.util.Map;

/**
 * Who approves by logging in.
 *
 * @param people the person's name by the subject: the id that the provider gives a person once and for ever, unlike an e-mail address
 */
public record OidcSigners(OidcClient client, Map<String, String> people) {

    /** Keeps the map as it is. */
    public OidcSigners {
        people = Map.copyOf(people);
    }
}
