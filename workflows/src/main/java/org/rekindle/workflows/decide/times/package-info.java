// SPDX-License-Identifier: Apache-2.0
/** How long things take: from a first table, then from the site's own past runs; slow from stuck. */
@NullMarked
package org.rekindle.workflows.decide.times;

import org.jspecify.annotations.NullMarked;
