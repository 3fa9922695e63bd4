// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/** Where PagerDuty keeps an account. */
public enum PagerDutyRegion {
    /** The United States, where an account is when its address does not name another region. */
    US("https://events.pagerduty.com", "https://api.pagerduty.com"),
    /** The European Union: the account's address ends in {@code .eu.pagerduty.com}. */
    EU("https://events.eu.pagerduty.com", "https://api.eu.pagerduty.com");

    private final String events;
    private final String api;

    PagerDutyRegion(String events, String api) {
        this.events = events;
        this.api = api;
    }

    /** Where its events go. */
    String events() {
        return events;
    }

    /** Where its REST API is. */
    String api() {
        return api;
    }
}
