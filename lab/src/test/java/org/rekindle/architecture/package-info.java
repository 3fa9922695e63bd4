// SPDX-License-Identifier: Apache-2.0
/** What may depend on what, as tests; each rule is also run against code that breaks it. */
@NullMarked
package org.rekindle.architecture;

import org.jspecify.annotations.NullMarked;
