// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model;

/** What an answer about chart and Kubernetes version rests on, the strongest first. */
public enum Basis {
    /** The operators of the site publish a template that pairs them. */
    SITE_TEMPLATE("the site's own template"),
    /** A row that the operators of the fleet have added. */
    OWN_ROW("a row of the fleet file"),
    /** The table that ships with Rekindle. */
    TABLE("the table"),
    /** What lies between two rows of the table. */
    INFERENCE("inference"),
    /** Nothing tells. */
    NOTHING("nothing");

    private final String words;

    Basis(String words) {
        this.words = words;
    }

    /** For people, in the middle of a sentence. */
    public String words() {
        return words;
    }
}
