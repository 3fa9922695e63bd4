// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The image registry, outside of every cluster: what was pushed once is still there after a rebuild, so a check that
 * uses an old image proves nothing about builds.
 */
public final class SimulatedRegistry {
    private final String credentials;
    private final Set<String> images = ConcurrentHashMap.newKeySet();

    /** A registry with one account. */
    public SimulatedRegistry(String user, String password) {
        this.credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an image is there. */
    public boolean has(String image) {
        return images.contains(image);
    }

    /** Whether it knows these credentials: {@code user:password} in base64, as in a Docker configuration. */
    boolean accepts(String encodedCredentials) {
        return credentials.equals(encodedCredentials);
    }

    /** Stores an image, if the credentials are right; answers whether it did. */
    boolean push(String image, String encodedCredentials) {
        if (!accepts(encodedCredentials)) {
            return false;
        }
        images.add(image);
        return true;
    }
}
