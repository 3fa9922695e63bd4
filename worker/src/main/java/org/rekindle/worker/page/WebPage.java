// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.config.RoutesConfig;

/** A page of the worker, for those whom its guard admits. */
public interface WebPage {

    /** Adds what it answers. */
    void addTo(RoutesConfig routes);
}
