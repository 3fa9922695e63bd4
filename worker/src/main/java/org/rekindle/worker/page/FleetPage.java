// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;

/** Answers the fleet page and the calendar. */
public final class FleetPage implements WebPage {

    /** The page's route. */
    public static final String HTML = "/";

    /** The calendar's route. */
    public static final String CALENDAR = "/expiries.ics";

    private final PageGuard guard;
    private final Supplier<FleetOverview> fleet;
    private final FleetHtml html = new FleetHtml();

    /** A page for those whom the guard admits. */
    public FleetPage(PageGuard guard, FleetLook fleet) {
        this.guard = guard;
        this.fleet = fleet;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(HTML, this::html).get(CALENDAR, this::calendar);
    }

    private void html(Context context) {
        PageHeaders.protect(context);
        if (guard.admits(context)) {
            context.html(html.of(fleet.get()));
        }
    }

    private void calendar(Context context) {
        PageHeaders.protect(context);
        if (guard.admits(context)) {
            context.contentType("text/calendar; charset=utf-8").result(ExpiryCalendar.of(fleet.get()));
        }
    }
}
