// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as the simulated services see it. */
public final class ApiCall {

    private final Context context;
    private final String operation;
    private final String requestId;
    private final String baseUrl;

    ApiCall(Context context, String operation, String requestId, String baseUrl) {
        this.context = context;
        this.operation = operation;
        this.requestId = requestId;
        this.baseUrl = baseUrl;
    }

    /** The name of the operation, such as {@code magnum.create}. */
    public String operation() {
        return operation;
    }

    /** What the answer's {@code X-Openstack-Request-Id} says. */
    public String requestId() {
        return requestId;
    }

    /** The address of the server, without a slash at its end. */
    public String baseUrl() {
        return baseUrl;
    }

    public String method() {
        return context.method().name();
    }

    /** A piece of the path, decoded. */
    public String segment(String name) {
        return context.pathParam(name);
    }

    public @Nullable String query(String name) {
        return context.queryParam(name);
    }

    /** The first value of each query parameter. */
    public Map<String, String> queries() {
        Map<String, String> first = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> first.put(name, values.get(0)));
        return first;
    }

    public @Nullable String header(String name) {
        return context.header(name);
    }

    public String body() {
        return context.body();
    }
}
