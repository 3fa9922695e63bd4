// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.plan;

/** What an answer about chart and Kubernetes version rests on, the strongest first. */
public enum Evidence {
    /** The operators of the site publish a template that pairs them. */
    SITE_TEMPLATE("the site's own template"),
    /** A row that the operators of the fleet have added. */
    OWN_ROW("a row of the fleet file"),
    /** The table that ships with Rekindle. */
    TABLE("the table"),
    /** What lies between two rows of the table. */
    INFERENCE("inference"),
    /** Nothing shows it. */
    NOTHING("nothing");

    private final String words;

    Evidence(String words) {
        this.words = words;
    }

    /** For people, in the middle of a sentence. */
    public String words() {
        return words;
    }
}
