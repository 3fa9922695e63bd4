// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.guard;

import org.jspecify.annotations.NullMarked;
