// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.workflows.decide.compatibility;

import org.jspecify.annotations.NullMarked;
