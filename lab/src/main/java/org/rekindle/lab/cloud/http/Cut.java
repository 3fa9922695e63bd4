// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.http;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Ends a connection as a broken network does. */
public final class Cut {

    private Cut() {}

    /** Closes the connection of a request without a word. */
    public static void off(Context context) {
        ServletContextRequest request = ServletContextRequest.getServletContextRequest(context.req());
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }
}
