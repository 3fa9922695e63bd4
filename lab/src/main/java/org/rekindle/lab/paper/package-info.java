// SPDX-License-Identifier: Apache-2.0
/** What exists on paper only, so that a whole recovery is played in seconds: machines, a breaker, and time that is skipped. */
@NullMarked
package org.rekindle.lab.paper;

import org.jspecify.annotations.NullMarked;
