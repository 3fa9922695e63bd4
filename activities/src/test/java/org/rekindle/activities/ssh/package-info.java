// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.rekindle.activities.ssh;

import org.jspecify.annotations.NullMarked;
