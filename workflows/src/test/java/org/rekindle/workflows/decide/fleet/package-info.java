// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.decide.fleet;

import org.jspecify.annotations.NullMarked;
