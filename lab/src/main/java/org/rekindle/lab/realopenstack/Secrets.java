// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realopenstack;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads what a Secret of Kubernetes holds. */
final class Secrets {

    private Secrets() {}

    static String text(Secret secret, String name) {
        return new String(Base64.getDecoder().decode(secret.getData().get(name)), StandardCharsets.UTF_8);
    }
}
