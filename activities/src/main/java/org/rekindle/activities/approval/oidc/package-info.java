// SPDX-License-Identifier: Apache-2.0
/**
 * The identity provider: logins that approve one plan, and the check of the ID tokens that they yield (OpenID Connect Core 1.0). The
 * nonce of a login is a hash of the text that is approved, so the provider's signature says who approved what, and when. Protocol and
 * tokens are read by Nimbus.
 */
@NullMarked
package org.rekindle.activities.approval.oidc;

import org.jspecify.annotations.NullMarked;
