// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.http.HttpAddress;
import org.rekindle.activities.http.NoHttpAddress;

/** Where an answer leads away to. It is reported and never followed: a token must not go where the catalogue does not lead. */
final class Redirect {

    private Redirect() {}

    /**
     * The address that a redirect names, without its query, which may hold what is secret.
     *
     * @param asked where the request went
     * @param location the answer's header, which may be relative to that
     * @return null when it names no http address
     */
    static @Nullable String target(URI asked, @Nullable String location) {
        if (location == null || location.isBlank()) {
            return null;
        }
        try {
            return HttpAddress.of(asked.resolve(location.strip()).toString()).toString();
        } catch (NoHttpAddress | IllegalArgumentException none) {
            return null;
        }
    }

    static boolean is(int status) {
        return status >= 300 && status < 400;
    }

    /**
     * The beginning of an address that ends in the path that was asked for, with or without slashes behind it; the whole of it when it
     * does not.
     */
    static String root(String target, String path) {
        String bare = target.replaceFirst("/+$", "");
        if (bare.endsWith(path)) {
            return bare.substring(0, bare.length() - path.length());
        }
        return target;
    }
}
