// SPDX-License-Identifier: Apache-2.0
/** What bodies with alerts look like: a class for each shape. */
@NullMarked
package org.rekindle.worker.webhook.shape;

import org.jspecify.annotations.NullMarked;
