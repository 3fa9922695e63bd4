// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.approval.passkey.PasskeySite;

/**
 * The page on which a person makes a passkey. The browser makes it, and the page shows the line for the fleet file. The worker keeps
 * nothing: who edits the fleet file says whose passkey counts.
 */
public final class PasskeyPage implements WebPage {

    /** The page's route. */
    public static final String ROUTE = "/passkey";

    private final PageGuard guard;
    private final @Nullable PasskeySite site;
    private final HtmlTemplate html = new HtmlTemplate("passkey.html.mustache");

    /**
     * A page for those whom the guard admits.
     *
     * @param site of the fleet file; null where it has none, so that no passkey can be made
     */
    public PasskeyPage(PageGuard guard, @Nullable PasskeySite site) {
        this.guard = guard;
        this.site = site;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ROUTE, this::show);
    }

    private void show(Context context) {
        PageHeaders.protectWithScripts(context);
        if (guard.admits(context)) {
            Map<String, @Nullable Object> scope = new HashMap<>();
            scope.put("domain", site == null ? null : site.domain());
            context.html(html.of(scope));
        }
    }
}
