// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.passkey.PasskeySite;

/** Tells the requests of the worker's own pages from those that a page of another site has a browser send. */
final class OwnPage {

    private OwnPage() {}

    /**
     * Whether one of our pages sends it; if not, it is answered. A browser says by {@code Origin} which page sends, and asks first before
     * another site's page sends JSON.
     */
    static boolean sends(Context context, @Nullable PasskeySite site) {
        String type = String.valueOf(context.contentType());
        if (site != null && site.origin().equals(context.header(Header.ORIGIN)) && type.startsWith(ContentType.JSON)) {
            return true;
        }
        context.status(HttpStatus.FORBIDDEN)
                .result("An approval is taken only from this page itself, at page.address of the fleet file.");
        return false;
    }
}
