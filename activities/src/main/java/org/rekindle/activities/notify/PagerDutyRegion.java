// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/** Where PagerDuty keeps an account. */
public enum PagerDutyRegion {
    /** The United States, where an account is when its address does not name another region. */
    US("https://events.pagerduty.com"),
    /** The European Union: the account's address ends in {@code .eu.pagerduty.com}. */
    EU("https://events.eu.pagerduty.com");

    private final String url;

    PagerDutyRegion(String url) {
        this.url = url;
    }

    /** Where its events go. */
    String url() {
        return url;
    }
}
