// SPDX-License-Identifier: Apache-2.0
/** Where alerts come in. */
@NullMarked
package org.rekindle.worker.webhook;

import org.jspecify.annotations.NullMarked;
