// SPDX-License-Identifier: Apache-2.0
/** What is in a cluster alone, copied into the secret store and put back into another cluster. */
@NullMarked
package org.rekindle.activities.rescue;

import org.jspecify.annotations.NullMarked;
