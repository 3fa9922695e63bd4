// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.tools;

import java.util.List;

/**
 * Adds checks to the doctor's own. Found by {@link java.util.ServiceLoader}, so that a module that stands above the worker
 * can have needs of its own.
 */
public interface CheckProvider {

    /** Looks at what is needed, and changes nothing. */
    List<Check> checks(Surroundings surroundings);
}
