// SPDX-License-Identifier: Apache-2.0
/** Lets every activity beat by itself and stops it when it is no longer wanted. */
@NullMarked
package org.rekindle.activities.heartbeat;

import org.jspecify.annotations.NullMarked;
