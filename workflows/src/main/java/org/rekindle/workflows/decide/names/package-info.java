// SPDX-License-Identifier: Apache-2.0
/** Whether public names lead to a cluster. */
@NullMarked
package org.rekindle.workflows.decide.names;

import org.jspecify.annotations.NullMarked;
