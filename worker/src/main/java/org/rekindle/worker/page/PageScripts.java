// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts of the pages, each a file of ours. No page has a script within it, so that none can be slipped in. */
public final class PageScripts implements WebPage {

    private static final List<String> NAMES = List.of("approve.js", "passkey.js");

    private final PageGuard guard;

    /** Scripts for those whom the guard admits. */
    public PageScripts(PageGuard guard) {
        this.guard = guard;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        NAMES.forEach(name -> {
            String script = read(name);
            routes.get("/scripts/" + name, context -> send(context, script));
        });
    }

    private void send(Context context, String script) {
        PageHeaders.protect(context);
        if (guard.admits(context)) {
            context.contentType("text/javascript; charset=utf-8").result(script);
        }
    }

    private static String read(String name) {
        try (InputStream file = PageScripts.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The worker was built without its script " + name + ".");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
