// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that is served and that none of the authorities in Magnum's books has signed: no key of theirs verifies it.
 *
 * @param sameName whether its issuer has the name of one of them, as after a rotation; only the keys differ
 * @param issuer the name of the authority that has signed it
 * @param key identifier of the key that has signed it, hex with colons as OpenSSL prints it; null when it is not known
 * @param named identifiers of the keys in Magnum's books, the same way
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record OtherAuthority(
        boolean sameName, String issuer, @Nullable String key, List<String> named) {}
