// SPDX-License-Identifier: Apache-2.0
/** What child processes of the worker have in common: a folder of their own, and what they see of the worker's environment. */
@NullMarked
package org.rekindle.activities.process;

import org.jspecify.annotations.NullMarked;
