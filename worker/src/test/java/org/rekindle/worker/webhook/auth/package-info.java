// SPDX-License-Identifier: Apache-2.0
/** Alerts of Prometheus Alertmanager. */
@NullMarked
package org.rekindle.worker.webhook.auth;

import org.jspecify.annotations.NullMarked;
