// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.http.Context;
import io.javalin.http.Header;

/** What browsers are told about each page: it is not kept, loads nothing from elsewhere, and no other page frames it. */
final class PageHeaders {

    private static final String BASE =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors"
                    + " 'none'";

    private PageHeaders() {}

    /** For a page on which no script runs. */
    static void protect(Context context) {
        protect(context, BASE);
    }

    /** For a page on which the worker's own scripts run, and talk to the worker alone. */
    static void protectWithScripts(Context context) {
        protect(context, BASE + "; script-src 'self'; connect-src 'self'");
    }

    private static void protect(Context context, String policy) {
        context.header(Header.CACHE_CONTROL, "no-store")
                .header(Header.CONTENT_SECURITY_POLICY, policy)
                .header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .header(Header.REFERRER_POLICY, "no-referrer");
    }
}
