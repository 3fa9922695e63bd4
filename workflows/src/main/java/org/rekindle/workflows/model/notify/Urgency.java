// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.notify;

/** How soon a person should look. */
public enum Urgency {
    /** Good to know. */
    INFO,
    /** Look during the day. */
    WARNING,
    /** Users cannot work, or a run waits for a person. */
    CRITICAL
}
