// SPDX-License-Identifier: Apache-2.0
/** The channels by which people are told: how each is configured, and how a message is sent by it. */
@NullMarked
package org.rekindle.activities.notify;

import org.jspecify.annotations.NullMarked;
