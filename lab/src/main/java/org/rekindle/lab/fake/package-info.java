// SPDX-License-Identifier: Apache-2.0
/** Fakes that let a whole recovery be played in seconds: machines, hubs, Kubernetes, a teardown rate limit, and time that is skipped. */
@NullMarked
package org.rekindle.lab.fake;

import org.jspecify.annotations.NullMarked;
