// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.observation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Keystone says of a login. It holds no secret.
 *
 * @param credential the name of the application credential, null for a password, which has no end
 * @param endsAt when the application credential ends, null when it has no end or Keystone does not report it
 * @param restricted whether it may make no further application credentials, which every create of a cluster does
 * @param roles the names of the roles in the project
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CloudLogin(
        @Nullable String credential, @Nullable Instant endsAt, boolean restricted, List<String> roles) {}
