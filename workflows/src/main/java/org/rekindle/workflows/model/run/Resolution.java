// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** What a human wants done about a stuck step. */
public enum Resolution {
    RETRY,
    SKIP,
    ABORT
}
