// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * A login in front of the hubs, as an ingress or an access proxy has it: it looks at one header of each request, also of one that asks
 * for a websocket, before the request reaches a hub.
 *
 * @param header that it looks at
 * @param value with which it lets a request pass: a secret
 */
public record FrontLogin(String header, String value) {

    /** Whether the request may pass; otherwise it is answered. */
    boolean lets(Context context) {
        if (value.equals(context.header(header))) {
            return true;
        }
        Ingress.refuse(context.header("WWW-Authenticate", "Basic realm=\"lab\""), HttpStatus.UNAUTHORIZED);
        return false;
    }

    @Override
    public String toString() {
        return "a login by " + header;
    }
}
