// SPDX-License-Identifier: Apache-2.0
/** Tests of what surrounds the real programs; they need none of them. */
@NullMarked
package org.rekindle.lab.realopenstack;

import org.jspecify.annotations.NullMarked;
