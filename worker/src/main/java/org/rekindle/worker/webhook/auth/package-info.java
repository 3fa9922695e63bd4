// SPDX-License-Identifier: Apache-2.0
/** How senders of alerts show who they are: a class for each way. */
@NullMarked
package org.rekindle.worker.webhook.auth;

import org.jspecify.annotations.NullMarked;
