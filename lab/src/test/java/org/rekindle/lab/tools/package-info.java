// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.lab.tools;

import org.jspecify.annotations.NullMarked;
