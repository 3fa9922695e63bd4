// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.approval.oidc;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Rekindle as a client of the identity provider, as the fleet file has it.
 *
 * @param issuer the provider's URL, letter for letter as its tokens have it
 * @param clientId as the provider knows Rekindle; a token for another client approves nothing
 * @param clientSecretFile holds the client's secret; null for a public client
 */
public record OidcClient(
        String issuer, String clientId, @Nullable Path clientSecretFile) {}
