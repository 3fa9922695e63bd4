// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts that come in over HTTP. A receiver is a way to show who sends ({@code auth}) together with what the body looks like
 * ({@code shape}).
 */
@NullMarked
package org.rekindle.worker.webhook;

import org.jspecify.annotations.NullMarked;
