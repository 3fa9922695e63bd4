// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.run;

/** Work whose time is measured, and expected. */
public enum Work {
    UPGRADE,
    RENEW_IN_PLACE,
    DELETE,
    CREATE,
    NODE_GROUP,
    REDEPLOY,
    VERIFY
}
