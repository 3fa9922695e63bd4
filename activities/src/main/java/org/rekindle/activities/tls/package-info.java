// SPDX-License-Identifier: Apache-2.0
/** Looks at served certificates from outside, without credentials. */
@NullMarked
package org.rekindle.activities.tls;

import org.jspecify.annotations.NullMarked;
