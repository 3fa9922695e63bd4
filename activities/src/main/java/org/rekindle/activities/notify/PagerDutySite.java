// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.notify;

/**
 * Where PagerDuty keeps an account.
 *
 * @param name for people, such as {@code region us}
 * @param events where the Events API v2 is, without a slash at the end
 * @param api where the REST API is, likewise
 */
public record PagerDutySite(String name, String events, String api) {

    /** The United States, where an account is when its address does not name another region. */
    public static final PagerDutySite US =
            new PagerDutySite("region us", "https://events.pagerduty.com", "https://api.pagerduty.com");

    /** The European Union: the account's address ends in {@code .eu.pagerduty.com}. */
    public static final PagerDutySite EU =
            new PagerDutySite("region eu", "https://events.eu.pagerduty.com", "https://api.eu.pagerduty.com");

    /** Another service that speaks both APIs under one address. */
    public static PagerDutySite at(String url) {
        String base = url.replaceFirst("/+$", "");
        return new PagerDutySite(base, base, base);
    }
}
