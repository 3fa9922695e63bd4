// SPDX-License-Identifier: Apache-2.0
/** Every reader of what others wrote, against each field absent, null, of another type, empty and huge. */
@NullMarked
package org.rekindle.lab.odd;

import org.jspecify.annotations.NullMarked;
