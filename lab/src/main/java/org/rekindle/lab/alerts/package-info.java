// SPDX-License-Identifier: Apache-2.0
/** A real Alertmanager beside the lab. */
@NullMarked
package org.rekindle.lab.alerts;

import org.jspecify.annotations.NullMarked;
