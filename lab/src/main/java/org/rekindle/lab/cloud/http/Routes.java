// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** What the server answers to. The routes that were added first win. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /**
     * Adds a route.
     *
     * @param path with <code>{name}</code> for a segment and {@code <name>} for all that follows
     * @param operation the name by which faults know it
     */
    public Routes add(HandlerType method, String path, String operation, Action action) {
        routes.add(new Route(method, path, operation, action));
        return this;
    }

    public Routes get(String path, String operation, Action action) {
        return add(HandlerType.GET, path, operation, action);
    }

    public Routes post(String path, String operation, Action action) {
        return add(HandlerType.POST, path, operation, action);
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    record Route(HandlerType method, String path, String operation, Action action) {}
}
