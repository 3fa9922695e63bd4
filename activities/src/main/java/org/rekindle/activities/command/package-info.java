// SPDX-License-Identifier: Apache-2.0
/**
 * Runs commands of a site's own. Each is a child of a supervisor of ours, which outlives neither the command nor the worker, and takes
 * all that the command has started with it.
 */
@NullMarked
package org.rekindle.activities.command;

import org.jspecify.annotations.NullMarked;
