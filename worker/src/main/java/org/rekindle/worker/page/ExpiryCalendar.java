// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.page;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.Duration;
import java.time.Instant;
import java.util.Date;

/** The expiries as a calendar (RFC 5545). An event keeps its id, so that a renewal moves it. */
final class ExpiryCalendar {

    private ExpiryCalendar() {}

    static String of(FleetOverview fleet) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Rekindle//Expiry of certificates//EN");
        calendar.setName("Kubernetes certificates");
        calendar.setRefreshInterval(Duration.builder().hours(6).build());
        for (ClusterRow row : fleet.clusters()) {
            Instant notAfter = row.notAfter();
            if (notAfter != null) {
                calendar.addEvent(event(row.cluster(), notAfter, fleet.at()));
            }
        }
        return Biweekly.write(calendar).go();
    }

    private static VEvent event(String cluster, Instant notAfter, Instant now) {
        VEvent event = new VEvent();
        event.setUid("certificate-of-" + cluster + "@rekindle");
        event.setDateTimeStamp(Date.from(now));
        event.setDateStart(Date.from(notAfter));
        event.setSummary("The certificate of " + cluster + " expires");
        event.setDescription("Users of " + cluster + " cannot work after that. ./rekindle plan " + cluster
                + " shows how it is renewed.");
        return event;
    }
}
