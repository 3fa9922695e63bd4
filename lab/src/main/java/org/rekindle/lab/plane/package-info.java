// SPDX-License-Identifier: Apache-2.0
/** Real Kubernetes control planes as plain processes, with certificates that really expire. */
@NullMarked
package org.rekindle.lab.plane;

import org.jspecify.annotations.NullMarked;
