// SPDX-License-Identifier: Apache-2.0
/** Tells people. Beside the run, so that a channel that is down holds up nothing. */
@NullMarked
package org.rekindle.workflows.notify;

import org.jspecify.annotations.NullMarked;
