// SPDX-License-Identifier: Apache-2.0
/** Takes secrets out of what programs say. */
@NullMarked
package org.rekindle.activities.redaction;

import org.jspecify.annotations.NullMarked;
