// SPDX-License-Identifier: Apache-2.0
/** The one HTTP server behind all simulated services, with the faults that strike its requests. */
@NullMarked
package org.rekindle.lab.cloud.http;

import org.jspecify.annotations.NullMarked;
