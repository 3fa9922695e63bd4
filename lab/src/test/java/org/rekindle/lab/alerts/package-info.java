// SPDX-License-Identifier: Apache-2.0
/** The shipped alert rules, with a real Prometheus and a real Alertmanager. */
@NullMarked
package org.rekindle.lab.alerts;

import org.jspecify.annotations.NullMarked;
