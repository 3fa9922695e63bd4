// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.lab.rehearsal;

import org.jspecify.annotations.NullMarked;
