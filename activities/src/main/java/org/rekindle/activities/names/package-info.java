// SPDX-License-Identifier: Apache-2.0
/** Looks at public names by DNS, and sets their records. */
@NullMarked
package org.rekindle.activities.names;

import org.jspecify.annotations.NullMarked;
