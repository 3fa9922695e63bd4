// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.function.Supplier;

/** Answers the fleet page and the calendar. */
public final class FleetPage {

    /** The page's route. */
    public static final String HTML = "/";

    /** The calendar's route. */
    public static final String CALENDAR = "/expiries.ics";

    /** Nothing is loaded from elsewhere, no script runs, and no other page frames this one. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PageGuard guard;
    private final Supplier<FleetOverview> fleet;
    private final FleetHtml html = new FleetHtml();

    /** A page for those whom the guard admits. */
    public FleetPage(PageGuard guard, FleetLook fleet) {
        this.guard = guard;
        this.fleet = fleet;
    }

    /** The page. */
    public void html(Context context) {
        protect(context);
        if (guard.admits(context)) {
            context.html(html.of(fleet.get()));
        }
    }

    /** The calendar. */
    public void calendar(Context context) {
        protect(context);
        if (guard.admits(context)) {
            context.contentType("text/calendar; charset=utf-8").result(ExpiryCalendar.of(fleet.get()));
        }
    }

    private static void protect(Context context) {
        context.header(Header.CACHE_CONTROL, "no-store")
                .header(Header.CONTENT_SECURITY_POLICY, POLICY)
                .header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff")
                .header(Header.REFERRER_POLICY, "no-referrer");
    }
}
