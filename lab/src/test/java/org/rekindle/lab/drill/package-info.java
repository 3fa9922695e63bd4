// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.lab.drill;

import org.jspecify.annotations.NullMarked;
