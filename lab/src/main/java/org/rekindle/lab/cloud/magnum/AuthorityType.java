// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.Nullable;

/** The certificate authorities that Magnum keeps for a cluster. */
enum AuthorityType {
    KUBERNETES,
    ETCD,
    FRONT_PROXY;

    /** Magnum takes what it does not know for {@code kubernetes}. */
    static AuthorityType of(@Nullable String name) {
        if (name == null) {
            return KUBERNETES;
        }
        return switch (name) {
            case "etcd" -> ETCD;
            case "front_proxy", "front-proxy" -> FRONT_PROXY;
            default -> KUBERNETES;
        };
    }
}
