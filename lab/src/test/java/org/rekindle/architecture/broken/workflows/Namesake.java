// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.workflows;

/** Shares its name with a class that it uses, and closes a cycle of packages. */
final class Namesake {
    org.rekindle.architecture.broken.activities.Namesake other() {
        return new org.rekindle.architecture.broken.activities.Namesake();
    }
}
