// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sees what goes through a proxy. */
@FunctionalInterface
public interface ExchangeListener {

    /** Ignores everything. */
    ExchangeListener NONE = exchange -> {};

    /** Sees a request and what the cloud answered, before that is passed on. */
    void saw(WholeExchange exchange);

    /**
     * One of them.
     *
     * @param cloud the number of the address behind the proxy
     * @param target the path and the query
     * @param body empty where there is none
     * @param took from the request to the whole answer
     */
    record WholeExchange(
            int cloud,
            String method,
            String target,
            Map<String, List<String>> headers,
            String body,
            int status,
            Map<String, List<String>> answerHeaders,
            String answer,
            Duration took) {}
}
