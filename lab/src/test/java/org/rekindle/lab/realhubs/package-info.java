// SPDX-License-Identifier: Apache-2.0
/** Parts of the nodes whose pods really run. */
@NullMarked
package org.rekindle.lab.realhubs;

import org.jspecify.annotations.NullMarked;
