// SPDX-License-Identifier: Apache-2.0
/** What runs share. */
@NullMarked
package org.rekindle.workflows.run;

import org.jspecify.annotations.NullMarked;
